package dev.ashlar.load;

import dev.ashlar.load.SourceRows.Numbered;
import dev.ashlar.load.format.FileRecord;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import java.util.List;
import java.util.Optional;

/** Records as they stood in their files, and what keeps one out whatever the types of the columns are. */
final class Originals {
    /** What stands in the place of a character that no column can hold. */
    private static final char REPLACEMENT = '\uFFFD';

    private Originals() {}

    /** Why a record is no record of its file, or holds what cannot be stored. */
    static Optional<String> unfit(Numbered record, List<LoadedColumn> columns) {
        if (!record.whole()) {
            return Optional.of("the record has " + record.row().count() + " fields, the file has "
                    + record.source().width() + " columns");
        }
        if (!record.row().peculiar()) return Optional.empty();
        for (LoadedColumn column : columns) {
            Integer place = record.source().headers().places().get(column);
            if (place != null && record.row().fields().get(place).indexOf('\0') >= 0) {
                return Optional.of("the character NUL, which no text may have, stands in column '"
                        + column.name().name() + "'");
            }
        }
        return Optional.empty();
    }

    /** The record as it stood in its file. */
    static String text(FileRecord row) {
        return row.original().replace('\0', REPLACEMENT);
    }
}
