package dev.ashlar.adapter.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Rows in the text format, for any type: a tab between values, {@code \N} for null, and a backslash before what would mean
 * something else.
 */
final class CopyText implements CopyFormat {
    /** The year of an era, as Postgres writes those before 1 and after 9999. */
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSSSS", Locale.ROOT);

    private final CopyBytes bytes;

    CopyText(CopyBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public String option() {
        return "";
    }

    @Override
    public void open() {}

    @Override
    public void before(int column) {
        if (column > 0) bytes.one('\t');
    }

    @Override
    public void value(int column, Object value) {
        bytes.all((value == null ? "\\N" : escaped(worded(value))).getBytes(UTF_8));
    }

    @Override
    public void endOfRow() {
        bytes.one('\n');
    }

    @Override
    public void close() {}

    private static String worded(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case LocalDate day -> era(day, DAY.format(day));
            case LocalDateTime time -> era(time.toLocalDate(), MOMENT.format(time));
            case OffsetDateTime time -> era(time.toLocalDate(), MOMENT.format(time) + time.getOffset());
            case byte[] some -> "\\x" + HexFormat.of().formatHex(some);
            default -> value.toString();
        };
    }

    /** @param text with the year of its era */
    private static String era(LocalDate day, String text) {
        String signless = text.startsWith("+") ? text.substring(1) : text;
        return day.getYear() < 1 ? signless + " BC" : signless;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
