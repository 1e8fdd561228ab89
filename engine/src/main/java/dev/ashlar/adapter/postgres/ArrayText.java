package dev.ashlar.adapter.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * An array as the server writes it, {@code {1,NULL,"a b"}}: <a
 * href="https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO">Array Input and Output Syntax</a>.
 */
final class ArrayText {
    private final String text;
    private final Function<String, Object> element;
    private int at;

    /** @param element what an element's text means */
    ArrayText(String text, Function<String, Object> element) {
        this.text = text;
        this.element = element;
        // bounds other than 1 stand before the values, as in [0:1]={7,8}
        this.at = text.indexOf('{');
    }

    /** Values, nulls, and lists of them. */
    List<Object> values() {
        List<Object> values = new ArrayList<>();
        at++;
        while (text.charAt(at) != '}') {
            switch (text.charAt(at)) {
                case ',' -> at++;
                case '{' -> values.add(values());
                case '"' -> values.add(element.apply(quoted()));
                default -> values.add(bare());
            }
        }
        at++;
        return values;
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') at++;
            value.append(text.charAt(at));
        }
        at++;
        return value.toString();
    }

    private Object bare() {
        int start = at;
        while (",}".indexOf(text.charAt(at)) < 0) at++;
        String value = text.substring(start, at);
        return value.equals("NULL") ? null : element.apply(value);
    }
}
