package dev.ashlar.adapter.postgres;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.CatalogColumn;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Bulk loads in the text format of <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY</a>: a tab between
 * values, {@code \N} for null, and a backslash before what would mean something else.
 */
final class PostgresCopy {
    private static final int SENT_AT_ONCE = 64 * 1024;

    /** The year of an era, as Postgres writes those before 1 and after 9999. */
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSSSS", Locale.ROOT);

    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream(SENT_AT_ONCE * 2);
    private final StringBuilder line = new StringBuilder();
    private final CopyIn copy;

    private PostgresCopy(CopyIn copy) {
        this.copy = copy;
    }

    /** @return the number of rows that were added */
    static long load(
            Connection connection, RelationName table, List<CatalogColumn> columns, Iterable<List<Object>> rows)
            throws SQLException {
        String sql = "copy " + table.quoted() + " ("
                + columns.stream().map(c -> c.name().quoted()).collect(Collectors.joining(", ")) + ") from stdin";
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            return new PostgresCopy(copy).send(rows);
        } finally {
            if (copy.isActive()) copy.cancelCopy();
        }
    }

    private long send(Iterable<List<Object>> rows) throws SQLException {
        for (List<Object> row : rows) {
            line.setLength(0);
            for (int i = 0; i < row.size(); i++) {
                if (i > 0) line.append('\t');
                write(row.get(i));
            }
            line.append('\n');
            waiting.writeBytes(line.toString().getBytes(StandardCharsets.UTF_8));
            if (waiting.size() >= SENT_AT_ONCE) flush();
        }
        flush();
        return copy.endCopy();
    }

    private void flush() throws SQLException {
        copy.writeToCopy(waiting.toByteArray(), 0, waiting.size());
        waiting.reset();
    }

    private void write(Object value) {
        switch (value) {
            case null -> line.append("\\N");
            case BigDecimal number -> line.append(number.toPlainString());
            case LocalDate day -> era(day, DAY.format(day));
            case LocalDateTime time -> era(time.toLocalDate(), MOMENT.format(time));
            case OffsetDateTime time -> era(time.toLocalDate(), MOMENT.format(time) + time.getOffset());
            case Temporal time -> line.append(time);
            case byte[] bytes -> hex(bytes);
            default -> escape(value.toString());
        }
    }

    /** @param text with the year of its era */
    private void era(LocalDate day, String text) {
        line.append(text.startsWith("+") ? text.substring(1) : text);
        if (day.getYear() < 1) line.append(" BC");
    }

    private void hex(byte[] bytes) {
        line.append("\\\\x");
        for (byte each : bytes) {
            line.append(Character.forDigit((each >> 4) & 15, 16)).append(Character.forDigit(each & 15, 16));
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> line.append("\\\\");
                case '\t' -> line.append("\\t");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                default -> line.append(c);
            }
        }
    }
}
