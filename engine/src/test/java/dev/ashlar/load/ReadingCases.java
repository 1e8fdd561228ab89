package dev.ashlar.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Texts of fields and the values they become, the same on every engine. */
public final class ReadingCases {
    private ReadingCases() {}

    /**
     * @param format of dates; empty for ISO 8601
     * @param value as Java prints it; empty for what does not fit
     */
    public record Case(String type, String format, String text, Optional<String> value) {}

    public static List<Case> all() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(ReadingCases.class.getResourceAsStream("/load/readings.txt"), UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|", -1))
                    .map(part -> new Case(
                            part[0],
                            part[1],
                            unescaped(part[2]),
                            part[3].equals("unfit") ? Optional.empty() : Optional.of(unescaped(part[3]))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescaped(String text) {
        return text.replace("\\s", " ").replace("\\t", "\t").replace("\\n", "\n");
    }

    /** How a value prints, whatever scale an engine gives its decimals and however it zones its times. */
    public static String printed(Object value) {
        return switch (value) {
            case BigDecimal number ->
                number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
            case java.time.OffsetDateTime moment ->
                moment.withOffsetSameInstant(java.time.ZoneOffset.UTC)
                        .toLocalDateTime()
                        .toString();
            default -> String.valueOf(value);
        };
    }

    /** The expected value of a case, printed alike. */
    public static String printed(Case expected) {
        String value = expected.value().orElseThrow();
        boolean decimal =
                expected.type().startsWith("decimal") || expected.type().startsWith("numeric");
        return decimal ? printed(new BigDecimal(value)) : value;
    }
}
