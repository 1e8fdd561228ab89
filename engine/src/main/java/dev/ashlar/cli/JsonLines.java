package dev.ashlar.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;

/** Values as JSON text, for {@code --log-format json} and {@code --output json}. */
final class JsonLines {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonLines() {}

    /** @param value maps, lists, texts, numbers, booleans, null; anything else prints as its text */
    static String of(Object value) {
        try {
            return MAPPER.writeValueAsString(plain(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object plain(Object value) {
        return switch (value) {
            case null -> null;
            case java.util.Map<?, ?> map -> {
                java.util.Map<String, Object> out = new java.util.LinkedHashMap<>();
                map.forEach((k, v) -> out.put(String.valueOf(k), plain(v)));
                yield out;
            }
            case Iterable<?> items -> {
                java.util.List<Object> out = new java.util.ArrayList<>();
                items.forEach(item -> out.add(plain(item)));
                yield out;
            }
            case Number n -> n;
            case Boolean b -> b;
            default -> ShownValue.text(value);
        };
    }
}
