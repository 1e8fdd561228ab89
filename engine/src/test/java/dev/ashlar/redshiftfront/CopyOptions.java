package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import java.util.Locale;
import java.util.Set;

/**
 * What stands behind the source of a COPY, in any order.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_COPY.html">COPY</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-conversion.html">Data conversion</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-format.html">Data format</a>
 */
final class CopyOptions {
    private static final Set<String> BEYOND = Set.of(
            "json",
            "parquet",
            "orc",
            "avro",
            "fixedwidth",
            "shapefile",
            "bzip2",
            "lzop",
            "zstd",
            "ssh",
            "encrypted",
            "noload");

    private static final Set<String> WITH_TEXT =
            Set.of("access_key_id", "secret_access_key", "session_token", "region", "encoding", "acceptinvchars");

    boolean csv;
    boolean gzip;
    boolean manifest;
    boolean emptyAsNull;
    boolean blanksAsNull;
    boolean truncateColumns;
    boolean removeQuotes;
    boolean escape;
    boolean ignoreBlankLines;
    boolean authorized;
    char delimiter;
    char quote = '"';
    String nulls = "\\N";
    int ignoredHeader;

    private final SqlText sql;
    private int at;

    private CopyOptions(SqlText sql, int at) {
        this.sql = sql;
        this.at = at;
    }

    static CopyOptions read(SqlText sql, int from) {
        CopyOptions options = new CopyOptions(sql, from);
        while (options.at < sql.size() && !sql.is(options.at, ";")) options.next();
        if (!options.authorized)
            throw Refusal.refused("XX000", "No credentials: COPY wants IAM_ROLE, CREDENTIALS or an access key");
        if (options.csv && (options.removeQuotes || options.escape))
            throw Refusal.refused("42601", "CSV is not supported with REMOVEQUOTES or ESCAPE");
        if (options.delimiter == 0) options.delimiter = options.csv ? ',' : '|';
        return options;
    }

    private void next() {
        String word = sql.at(at).text().toLowerCase(Locale.ROOT);
        if (BEYOND.contains(word)) throw BeyondTheFront.refused("COPY with " + word);
        at++;
        if (WITH_TEXT.contains(word)) {
            authorized |= word.equals("access_key_id");
            argument();
            return;
        }
        switch (word) {
            case "iam_role", "credentials" -> {
                authorized = true;
                argument();
            }
            case "format" -> at += sql.is(at, "as") ? 1 : 0;
            case "csv" -> csv = true;
            case "quote" -> quote = argument().charAt(0);
            case "delimiter" -> delimiter = character(argument());
            case "null" -> nulls = argument();
            case "ignoreheader" -> ignoredHeader = Integer.parseInt(argument());
            case "maxerror" -> {
                if (Integer.parseInt(argument()) > 0) throw BeyondTheFront.refused("COPY with maxerror");
            }
            case "dateformat", "timeformat" -> {
                String format = argument();
                if (!format.equals("auto") && !format.startsWith("YYYY-MM-DD"))
                    throw BeyondTheFront.refused("COPY with " + word + " '" + format + "'");
            }
            case "compupdate", "statupdate" -> at += sql.isAny(at, "on", "off", "true", "false", "preset") ? 1 : 0;
            case "gzip" -> gzip = true;
            case "manifest" -> manifest = true;
            case "emptyasnull" -> emptyAsNull = true;
            case "blanksasnull" -> blanksAsNull = true;
            case "truncatecolumns" -> truncateColumns = true;
            case "removequotes" -> removeQuotes = true;
            case "escape" -> escape = true;
            case "ignoreblanklines" -> ignoreBlankLines = true;
            default -> throw Refusal.grammar(word);
        }
    }

    private String argument() {
        if (sql.is(at, "as")) at++;
        String text = sql.at(at).text();
        at++;
        return text.startsWith("'") ? text.substring(1, text.length() - 1).replace("''", "'") : text;
    }

    private static char character(String text) {
        return text.equals("\\t") ? '\t' : text.charAt(0);
    }
}
