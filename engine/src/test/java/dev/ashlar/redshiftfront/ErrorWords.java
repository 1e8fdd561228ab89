package dev.ashlar.redshiftfront;

import dev.ashlar.wire.ServerError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Errors of Postgres as a cluster words them, where their words are known.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation-serializable-isolation-troubleshooting.html">Error
 *     1023</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html">Lengths are bytes</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_statement_timeout.html">A statement that ran into its time-out was,
 *     in the server's words, cancelled by its user</a>
 */
final class ErrorWords {
    /** The name of a constraint by which the front counts bytes. */
    private static final Pattern BYTES = Pattern.compile("rs_bytes_\\d+_of_(\\d+)");

    private ErrorWords() {}

    static ServerError of(ServerError error) {
        Matcher bytes = BYTES.matcher(error.constraint());
        if (bytes.matches())
            return ServerError.of("22001", "value too long for type character varying(" + bytes.group(1) + ")");
        if (error.sqlState().equals("40001")) return isolation();
        if (error.sqlState().equals("57014")) return ServerError.of("57014", "Query (4711) canceled on user's request");
        return error;
    }

    static ServerError isolation() {
        return new ServerError(
                "XX000",
                "1023",
                "Serializable isolation violation on table - 100123, transactions forming the cycle are: 1, 2 (pid:3)",
                "",
                "");
    }
}
