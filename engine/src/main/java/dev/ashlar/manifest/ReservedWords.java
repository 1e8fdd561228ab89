package dev.ashlar.manifest;

import java.util.Locale;
import java.util.Set;

/** Words that DuckDB, Postgres or Redshift does not take as the name of a column unless they are quoted. */
final class ReservedWords {
    private static final Set<String> WORDS = Set.of(("""
            all analyse analyze and any array as asc asymmetric authorization backup between binary both case cast check
            collate collation column concurrently constraint create cross current_catalog current_date current_role
            current_schema current_time current_timestamp current_user current_user_id default deferrable delta desc
            describe disable distinct do else enable encode encrypt encryption end except explicit false fetch for foreign
            freeze from full grant group having identity ignore ilike in initially inner intersect interval into is isnull
            join lambda language lateral leading left like limit localtime localtimestamp lzo minus natural new not notnull
            null nulls off offline offset oid old on only open or order outer overlaps parallel partition percent permissions
            pivot pivot_longer pivot_wider placing primary qualify raw readratio recover references rejectlog resort respect
            restore returning right select session_user show similar snapshot some summarize symmetric sysdate system
            system_user table tablesample tag tdes then timestamp to top trailing true truncatecolumns union unique unpivot
            user using variadic verbose wallet when where window with without""").strip().split("\\s+"));

    private ReservedWords() {}

    static boolean contain(String word) {
        return WORDS.contains(word.toLowerCase(Locale.ROOT));
    }
}
