package dev.ashlar.adapter.postgres;

import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseException.Position;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What Postgres' failures mean, by SQLState: <a
 * href="https://www.postgresql.org/docs/current/errcodes-appendix.html">Error Codes</a>.
 */
final class PostgresErrors {
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK = "40P01";
    static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String QUERY_CANCELED = "57014";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String INTERNAL_ERROR = "XX000";
    private static final String DISK_FULL = "53100";

    /** Ended by an administrator, by a crash, by a server that is about to start, or for having been idle. */
    private static final Set<String> GONE =
            Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "25P04", "53300", "58P01");

    private PostgresErrors() {}

    static WarehouseException explain(SQLException failure, String sql) {
        Optional<ServerErrorMessage> server = failure instanceof PSQLException told
                ? Optional.ofNullable(told.getServerErrorMessage())
                : Optional.empty();
        Optional<Position> position = server.filter(message -> message.getPosition() > 0 && !sql.isEmpty())
                .map(message -> position(sql, message.getPosition()));
        return new WarehouseException(kind(failure, server), message(failure, server), position, failure);
    }

    private static Kind kind(SQLException failure, Optional<ServerErrorMessage> server) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.startsWith("08") || GONE.contains(state)) return Kind.CONNECTION;
        return switch (state) {
            case SERIALIZATION_FAILURE, DEADLOCK, LOCK_NOT_AVAILABLE -> Kind.RETRYABLE;
            case QUERY_CANCELED -> text(server).contains("statement timeout") ? Kind.TIMED_OUT : Kind.CANCELLED;
            // two sessions that create the same schema "if not exists" meet in the catalog's own index
            case UNIQUE_VIOLATION -> ofCatalog(server) ? Kind.RETRYABLE : Kind.STATEMENT;
            case INTERNAL_ERROR -> concurrentChange(text(server)) ? Kind.RETRYABLE : Kind.STATEMENT;
            default -> Kind.STATEMENT;
        };
    }

    private static boolean ofCatalog(Optional<ServerErrorMessage> server) {
        return server.map(ServerErrorMessage::getSchema)
                .filter("pg_catalog"::equals)
                .isPresent();
    }

    /** Another session changed or dropped the relation between two looks at it. */
    private static boolean concurrentChange(String message) {
        return message.contains("tuple concurrently updated")
                || message.contains("tuple concurrently deleted")
                || message.contains("could not open relation with oid")
                || message.contains("cache lookup failed for relation");
    }

    private static String text(Optional<ServerErrorMessage> server) {
        return server.map(ServerErrorMessage::getMessage).orElse("").toLowerCase(Locale.ROOT);
    }

    private static String message(SQLException failure, Optional<ServerErrorMessage> server) {
        if (server.isEmpty() || server.get().getMessage() == null) {
            String raw = failure.getMessage();
            return raw == null ? failure.getClass().getSimpleName() : raw;
        }
        StringBuilder out = new StringBuilder(server.get().getMessage());
        part(out, server.get().getDetail());
        part(out, server.get().getHint());
        if (DISK_FULL.equals(failure.getSQLState())) {
            return "The disk of the server is full. Free some space there and run again. (" + out + ")";
        }
        return out.toString();
    }

    private static void part(StringBuilder out, String more) {
        if (more == null || more.isEmpty()) return;
        if (!out.toString().endsWith(".")) out.append('.');
        out.append(' ').append(more);
    }

    /** @param characters from 1, as the server counts: code points of what was sent */
    private static Position position(String sql, int characters) {
        int end = Math.min(sql.codePointCount(0, sql.length()), characters - 1);
        String before = sql.substring(0, sql.offsetByCodePoints(0, end));
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Position(line, before.length() - before.lastIndexOf('\n'));
    }
}
