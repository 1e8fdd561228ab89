package dev.ashlar.load.reading;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signs with which numbers are written: {@code 1.234,56} has a comma before its decimals and a point between its
 * thousands.
 */
public final class NumberMarks {
    private final char decimal;
    private final Pattern pattern;

    /** @param thousands empty where nothing stands between thousands */
    public NumberMarks(char decimal, Optional<Character> thousands) {
        this.decimal = decimal;
        String point = Pattern.quote(String.valueOf(decimal));
        String grouped = thousands
                .map(sign -> "[0-9]{1,3}(?:" + Pattern.quote(String.valueOf(sign)) + "[0-9]{3})+|")
                .orElse("");
        this.pattern = Pattern.compile(
                "[ \\t\\r\\n]*([+-]?)(" + grouped + "[0-9]*)(?:" + point + "([0-9]*))?([eE][+-]?[0-9]+)?[ \\t\\r\\n]*");
    }

    /** The number as everyone writes it, with a point and nothing between; empty for a text that is no number of this form. */
    public Optional<String> plain(String text) {
        Matcher found = pattern.matcher(text);
        if (!found.matches()) return Optional.empty();
        String whole = digits(found.group(2));
        String places = found.group(3);
        if (whole.isEmpty() && (places == null || places.isEmpty())) return Optional.empty();
        String exponent = found.group(4) == null ? "" : found.group(4);
        return Optional.of(found.group(1) + whole + (places == null ? "" : "." + places) + exponent);
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        text.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return digits.toString();
    }

    /** The sign before decimals. */
    public char decimal() {
        return decimal;
    }
}
