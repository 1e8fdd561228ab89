package dev.ashlar.adapter.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON into plain values: null, Boolean, Number, String, List, Map. The streaming half of Jackson alone, since its object
 * mapper takes a tenth of a second to start.
 */
final class JsonIn {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonIn() {}

    /** Empty for anything but one whole object. */
    static Optional<Map<String, Object>> object(InputStream in) {
        try (JsonParser parser = FACTORY.createParser(in)) {
            return object(parser);
        } catch (IOException ignored) { // not JSON, torn, or not to be read
            return Optional.empty();
        }
    }

    static Optional<Map<String, Object>> object(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return object(parser);
        } catch (IOException ignored) { // not JSON, or torn
            return Optional.empty();
        }
    }

    private static Optional<Map<String, Object>> object(JsonParser parser) throws IOException {
        return parser.nextToken() == JsonToken.START_OBJECT ? Optional.of(members(parser)) : Optional.empty();
    }

    private static Map<String, Object> members(JsonParser parser) throws IOException {
        Map<String, Object> out = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            out.put(name, value(parser));
        }
        return out;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) items.add(value(parser));
                yield items;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    static String text(Map<String, Object> object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }

    static Optional<Double> number(Object value) {
        return value instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    static List<?> list(Map<String, Object> object, String name) {
        return object.get(name) instanceof List<?> list ? list : List.of();
    }

    @SuppressWarnings("unchecked") // JSON objects have texts as keys
    static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
