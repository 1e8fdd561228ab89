package dev.ashlar.adapter.site;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Values as text that is JSON and a JavaScript expression at once, and harmless within a script element: {@code <} and the two
 * line ends that JavaScript once refused in strings are escaped.
 */
final class Script {
    private final StringBuilder out = new StringBuilder();
    private final UnaryOperator<String> mask;

    private Script(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /** @param mask takes secrets out of a text; every text and every key goes through it */
    static String of(Object value, UnaryOperator<String> mask) {
        Script script = new Script(mask);
        script.value(value);
        return script.out.toString();
    }

    private void value(Object value) {
        switch (value) {
            case null -> out.append("null");
            case String text -> text(mask.apply(text));
            case Double number -> out.append(Double.isFinite(number) ? String.valueOf(number) : "null");
            case Number number -> out.append(number);
            case Boolean flag -> out.append(flag);
            case int[] numbers -> numbers(numbers);
            case Optional<?> optional -> value(optional.orElse(null));
            case Collection<?> items -> items(items);
            case Map<?, ?> map -> members(map);
            default -> text(mask.apply(String.valueOf(value)));
        }
    }

    private void numbers(int[] numbers) {
        out.append('[');
        for (int i = 0; i < numbers.length; i++) {
            if (i > 0) out.append(',');
            out.append(numbers[i]);
        }
        out.append(']');
    }

    private void items(Collection<?> items) {
        out.append('[');
        String between = "";
        for (Object item : items) {
            out.append(between);
            between = ",";
            value(item);
        }
        out.append(']');
    }

    private void members(Map<?, ?> map) {
        out.append('{');
        String between = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(between);
            between = ",";
            text(mask.apply(String.valueOf(entry.getKey())));
            out.append(':');
            value(entry.getValue());
        }
        out.append('}');
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '<', '\u2028', '\u2029' -> escaped(c);
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) escaped(c);
                    else out.append(c);
                }
            }
        }
        out.append('"');
    }

    private void escaped(char c) {
        out.append("\\u");
        String hex = Integer.toHexString(c);
        out.append("0000", 0, 4 - hex.length()).append(hex);
    }
}
