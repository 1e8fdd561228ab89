package dev.ashlar.adapter.redshift;

import com.amazon.redshift.RedshiftConnection;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Values as SQL. Whether a backslash in a text stands for itself is the server's to say, and the driver knows. */
final class Literals {
    /** With seconds, also where they are zero. */
    private static final DateTimeFormatter SECONDS = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private final RedshiftConnection connection;

    Literals(Connection connection) throws SQLException {
        this.connection = connection.unwrap(RedshiftConnection.class);
    }

    void append(StringBuilder sql, Object value) throws SQLException {
        switch (value) {
            case null -> sql.append("null");
            case Boolean flag -> sql.append(flag);
            case Double number
            when !Double.isFinite(number) -> sql.append(text(number.toString())).append("::double precision");
            case Number number -> sql.append(plain(number));
            default -> sql.append(text(plain(value)));
        }
    }

    /** A value as the server reads it, but for quotes. */
    static String plain(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case LocalDateTime time -> time.toLocalDate() + " " + plain(time.toLocalTime());
            case LocalTime time -> time.format(SECONDS);
            default -> value.toString();
        };
    }

    String text(String text) throws SQLException {
        return "'" + connection.escapeLiteral(text) + "'";
    }
}
