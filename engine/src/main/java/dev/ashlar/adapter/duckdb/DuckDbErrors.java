package dev.ashlar.adapter.duckdb;

import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseException.Position;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What DuckDB's failures mean. The driver gives neither SQLState nor error code (measured with 2.0.0.1), so the message's
 * prefix decides.
 */
final class DuckDbErrors {
    /** The engine shows the line at fault, shortened on either side with dots, and a caret below it. */
    private static final Pattern EXCERPT = Pattern.compile("\\R\\s*LINE (\\d+): (.*)\\R( *)\\^[\\s\\S]*$");

    /** A suggestion that helps nobody: the engine's own catalog. */
    private static final Pattern SYSTEM_TABLE =
            Pattern.compile("\\R?Did you mean \"(?:pg_|duckdb_|sqlite_|pragma_|information_schema)[^\"]*\"\\?$");

    private static final String DOTS = "...";

    private DuckDbErrors() {}

    static WarehouseException explain(SQLException failure, String sql) {
        String raw = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        Matcher excerpt = EXCERPT.matcher(raw);
        boolean shown = excerpt.find();
        String message = (shown ? raw.substring(0, excerpt.start()) : raw).strip();
        Optional<Position> position = shown && !sql.isEmpty()
                ? Optional.of(position(
                        Integer.parseInt(excerpt.group(1)),
                        excerpt.group(2),
                        excerpt.group(3).length()
                                - "LINE : ".length()
                                - excerpt.group(1).length(),
                        sql))
                : Optional.empty();
        return new WarehouseException(kind(message), remedied(message), position, failure);
    }

    static Kind kind(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.startsWith("interrupt error")) return Kind.CANCELLED;
        if (lower.startsWith("fatal error")
                || lower.contains("database has been invalidated")
                || lower.contains("connection was closed")
                || lower.contains("connection has been closed")) {
            return Kind.CONNECTION;
        }
        if (lower.startsWith("transactioncontext error") && lower.contains("conflict")) return Kind.RETRYABLE;
        return Kind.STATEMENT;
    }

    /** @param caret 0-based place of the caret within the shown text */
    private static Position position(int line, String shown, int caret, String sql) {
        if (!shown.startsWith(DOTS)) return new Position(line, caret + 1);
        String[] lines = sql.split("\n", -1);
        if (line > lines.length) return new Position(line, 1);
        String part = shown.substring(DOTS.length());
        if (part.endsWith(DOTS)) part = part.substring(0, part.length() - DOTS.length());
        int at = lines[line - 1].indexOf(part);
        return new Position(line, Math.max(0, at) + Math.max(0, caret - DOTS.length()) + 1);
    }

    private static String remedied(String message) {
        message = SYSTEM_TABLE.matcher(message).replaceFirst("");
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left on device")) {
            return "The disk that holds the warehouse is full. Free some space and run again. (" + message + ")";
        }
        if (lower.contains("file too large")) {
            return "The warehouse's file may not grow further: a limit or quota of the system is reached. Raise it, or free"
                    + " some space, and run again. (" + message + ")";
        }
        if (lower.startsWith("out of memory error")) {
            return message + " Raise memory_limit in the profile, or lower threads.";
        }
        return message;
    }
}
