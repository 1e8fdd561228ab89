package dev.ashlar.adapter.redshift;

import com.amazon.redshift.util.RedshiftException;
import com.amazon.redshift.util.ServerErrorMessage;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseException.Position;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Redshift's failures mean. Its own errors mostly share the SQLState XX000, so the text counts as well. */
final class RedshiftErrors {
    private static final String ISOLATION =
            "https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation-serializable-isolation-troubleshooting.html";
    private static final String TERMINATED = "https://docs.aws.amazon.com/redshift/latest/dg/PG_TERMINATE_BACKEND.html";
    private static final String STATES = "https://www.postgresql.org/docs/8.0/errcodes-appendix.html";

    /** The first that fits counts; what fits none is a fault of the statement. */
    static final List<Meaning> MEANINGS = List.of(
            text(Kind.RETRYABLE, "serializable isolation violation", ISOLATION),
            // 1023 alone: the detail may be cut
            text(Kind.RETRYABLE, "^(error:\\s*)?1023\\b", ISOLATION),
            // the transaction's snapshot is from before the table was put in place
            text(Kind.RETRYABLE, "^(error:\\s*)?1018\\b", ISOLATION),
            state(Kind.RETRYABLE, "40001", STATES),
            // a relation was dropped between two looks at the catalog, which is not part of the snapshot
            text(
                    Kind.RETRYABLE,
                    "could not open relation with oid",
                    "https://github.com/dbt-labs/dbt-redshift/issues/974"),
            text(
                    Kind.RETRYABLE,
                    "dropped by concurrent transaction",
                    "https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html"),
            text(
                    Kind.RETRYABLE,
                    "conflict with concurrent transaction",
                    "https://docs.aws.amazon.com/redshift/latest/dg/r_STL_TR_CONFLICT.html"),
            text(Kind.RETRYABLE, "(tuple|relation) (was )?concurrently (updated|deleted)", STATES),
            // two sessions that make the same schema or table "if not exists" meet in the catalog's own index
            text(Kind.RETRYABLE, "unique constraint \"?pg_(namespace|class|type|attribute)_", STATES),
            state(Kind.RETRYABLE, "40P01", "https://docs.aws.amazon.com/redshift/latest/dg/c_write_readwrite.html"),
            text(
                    Kind.RETRYABLE,
                    "deadlock detected",
                    "https://docs.aws.amazon.com/redshift/latest/dg/c_write_readwrite.html"),
            // what a session's own limit ended, told apart from what somebody ended
            text(
                    Kind.TIMED_OUT,
                    "statement timeout",
                    "https://docs.aws.amazon.com/redshift/latest/dg/r_statement_timeout.html"),
            text(
                    Kind.TIMED_OUT,
                    "(cancell?ed|aborted) by wlm|query monitoring rule|wlm (query )?timeout",
                    "https://docs.aws.amazon.com/redshift/latest/dg/cm-c-wlm-query-monitoring-rules.html"),
            state(Kind.CANCELLED, "57014", "https://docs.aws.amazon.com/redshift/latest/dg/r_CANCEL.html"),
            text(
                    Kind.CANCELLED,
                    "cancell?ed on user'?s? request",
                    "https://docs.aws.amazon.com/redshift/latest/dg/r_statement_timeout.html"),
            state(Kind.CONNECTION, "08...", STATES),
            state(Kind.CONNECTION, "57P0[1-3]", TERMINATED),
            state(
                    Kind.CONNECTION,
                    "53300",
                    "https://docs.aws.amazon.com/redshift/latest/mgmt/amazon-redshift-limits.html"),
            text(
                    Kind.CONNECTION,
                    "connection limit .* exceeded",
                    "https://docs.aws.amazon.com/redshift/latest/mgmt/amazon-redshift-limits.html"),
            text(
                    Kind.CONNECTION,
                    "terminating connection|connection (has been|was|is) closed|connection reset|broken pipe",
                    TERMINATED));

    private static final Pattern DISK_FULL = Pattern.compile("disk full|no space left", Pattern.CASE_INSENSITIVE);

    private RedshiftErrors() {}

    /**
     * @param state pattern of the whole SQLState; empty for any
     * @param text pattern of a part of message and detail; empty for any
     * @param source where it is said
     */
    record Meaning(Kind kind, Optional<Pattern> state, Optional<Pattern> text, String source) {
        boolean fits(String givenState, String givenText) {
            return state.map(pattern -> pattern.matcher(givenState).matches()).orElse(true)
                    && text.map(pattern -> pattern.matcher(givenText).find()).orElse(true);
        }
    }

    private static Meaning text(Kind kind, String pattern, String source) {
        Pattern compiled = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
        return new Meaning(kind, Optional.empty(), Optional.of(compiled), source);
    }

    private static Meaning state(Kind kind, String pattern, String source) {
        return new Meaning(kind, Optional.of(Pattern.compile(pattern)), Optional.empty(), source);
    }

    static WarehouseException explain(SQLException failure, String sql) {
        Optional<ServerErrorMessage> server = failure instanceof RedshiftException told
                ? Optional.ofNullable(told.getServerErrorMessage())
                : Optional.empty();
        String message = message(failure, server);
        Optional<Position> position =
                server.map(ServerErrorMessage::getPosition).filter(at -> at > 0).flatMap(at -> position(sql, at));
        return new WarehouseException(kind(failure, message), remedied(message), position, failure);
    }

    private static Kind kind(SQLException failure, String message) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return MEANINGS.stream()
                .filter(meaning -> meaning.fits(state, message))
                .map(Meaning::kind)
                .findFirst()
                // the driver tells of a broken line under states of its own
                .orElse(failure.getCause() instanceof IOException ? Kind.CONNECTION : Kind.STATEMENT);
    }

    private static String message(SQLException failure, Optional<ServerErrorMessage> server) {
        String told = server.map(error -> Stream.of(error.getMessage(), error.getDetail(), error.getHint())
                        .filter(part -> part != null && !part.isBlank())
                        .map(String::strip)
                        .collect(Collectors.joining(" ")))
                .orElse("");
        if (!told.isEmpty()) return told;
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static String remedied(String message) {
        if (DISK_FULL.matcher(message).find()) {
            return "The cluster's disks are full. Free some space or make the query smaller, and run again. (" + message
                    + ")";
        }
        return message;
    }

    /**
     * @param at from 1, in characters of the statement that failed. The driver sends the statements of one text apart, so
     *     the place in the text is known only where there is one.
     */
    private static Optional<Position> position(String sql, int at) {
        String alone = sql.stripTrailing().replaceFirst(";$", "");
        if (alone.isEmpty() || alone.contains(";")) return Optional.empty();
        int end = Math.min(sql.codePointCount(0, sql.length()), at - 1);
        String before = sql.substring(0, sql.offsetByCodePoints(0, end));
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return Optional.of(new Position(line, before.length() - before.lastIndexOf('\n')));
    }
}
