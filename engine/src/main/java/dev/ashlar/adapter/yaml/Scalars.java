package dev.ashlar.adapter.yaml;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Values of plain scalars by the rules of YAML 1.1 (https://yaml.org/type/), as PyYAML applies them. */
final class Scalars {
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");

    private Scalars() {}

    static Object value(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (Tag.STR.equals(tag)) return text;
        if (Tag.NULL.equals(tag)) return null;
        if (Tag.BOOL.equals(tag)) return isTrue(text);
        if (Tag.INT.equals(tag)) return integer(text);
        if (Tag.FLOAT.equals(tag)) return decimal(text);
        if (Tag.TIMESTAMP.equals(tag)) return date(text);
        return text;
    }

    private static Boolean isTrue(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on" -> true;
            default -> false;
        };
    }

    private static Object integer(String text) {
        String digits = text.replace("_", "");
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) digits = digits.substring(1);
        BigInteger value = magnitude(digits);
        if (negative) value = value.negate();
        if (value.bitLength() < Integer.SIZE) return value.intValue();
        if (value.bitLength() < Long.SIZE) return value.longValue();
        return value;
    }

    private static BigInteger magnitude(String digits) {
        if (digits.startsWith("0b")) return new BigInteger(digits.substring(2), 2);
        if (digits.startsWith("0x")) return new BigInteger(digits.substring(2), 16);
        if (digits.indexOf(':') >= 0) {
            BigInteger value = BigInteger.ZERO;
            for (String part : digits.split(":", -1)) {
                value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
            }
            return value;
        }
        if (digits.startsWith("0") && digits.length() > 1) return new BigInteger(digits, 8);
        return new BigInteger(digits);
    }

    private static Object decimal(String text) {
        String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
        if (digits.endsWith(".inf")) {
            return digits.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (digits.endsWith(".nan")) return Double.NaN;
        if (digits.indexOf(':') >= 0 || digits.indexOf('.') < 0) return text; // times of day and 1e3 are texts
        return Double.valueOf(digits);
    }

    /** A date, or the text where it has a time or is no day of the calendar. */
    private static Object date(String text) {
        Matcher parts = DATE.matcher(text);
        if (!parts.matches()) return text;
        try {
            return LocalDate.of(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)));
        } catch (DateTimeException ignored) {
            return text;
        }
    }
}
