package dev.ashlar.load.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.ashlar.load.reading.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Whether every engine stores a text as one value of JSON. Some keep it as parsed: no text within may have the character
 * NUL or half of a pair of surrogates, and no number more digits than a decimal of that engine:
 * https://www.postgresql.org/docs/current/datatype-json.html
 */
public final class JsonValue {
    private static final JsonFactory FACTORY = JsonFields.FACTORY;
    private static final int MOST_EXPONENT_DIGITS = 4;
    private static final int MOST_NUMBER_DIGITS = 10_000;
    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private JsonValue() {}

    /** Why it is not stored; empty for a value that is. */
    public static Optional<String> fault(String text) {
        try (JsonParser json = FACTORY.createParser(text)) {
            JsonToken token = json.nextToken();
            if (token == null) return Optional.of("there is no value");
            int depth = 0;
            for (; token != null; token = json.nextToken()) {
                Optional<String> fault = fault(json, token);
                if (fault.isPresent()) return fault;
                if (token.isStructStart()) depth++;
                if (token.isStructEnd()) depth--;
                if (depth == 0 && json.nextToken() != null) return Optional.of("more than one value");
                if (depth == 0) return Optional.empty();
            }
            return Optional.of("it does not end");
        } catch (JsonProcessingException damaged) {
            return Optional.of(JsonFields.told(damaged));
        } catch (IOException ofAString) {
            throw new UncheckedIOException(ofAString);
        }
    }

    /**
     * Why a value that {@link #fault} lets pass is too long for an engine; empty for one that is not.
     *
     * @param mostText bytes of a text within, in UTF-8
     * @param most bytes of the whole
     */
    public static Optional<String> tooLong(String value, long mostText, long most) {
        long bytes = (long) value.length() * MOST_BYTES_OF_A_CHAR;
        if (bytes > most && Utf8.length(value) > most) return Optional.of("it has more than " + most + " bytes");
        // what stands for a sign is never shorter than the sign
        if (bytes <= mostText) return Optional.empty();
        try (JsonParser json = FACTORY.createParser(value)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                boolean text = token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING;
                if (text && Utf8.length(json.getText()) > mostText) {
                    return Optional.of("a text in it has more than " + mostText + " bytes");
                }
            }
            return Optional.empty();
        } catch (IOException ofAString) {
            throw new UncheckedIOException(ofAString);
        }
    }

    private static Optional<String> fault(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case FIELD_NAME, VALUE_STRING -> textFault(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numberFault(json.getText());
            default -> Optional.empty();
        };
    }

    private static Optional<String> textFault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) return Optional.of("a text in it has the character NUL");
            if (!Character.isSurrogate(c)) continue;
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) return Optional.of("a text in it has half of a character");
            i++;
        }
        return Optional.empty();
    }

    private static Optional<String> numberFault(String number) {
        int e = Math.max(number.indexOf('e'), number.indexOf('E'));
        String exponent = e < 0 ? "" : number.substring(e + 1).replaceFirst("^[+-]?0*", "");
        return exponent.length() > MOST_EXPONENT_DIGITS || number.length() > MOST_NUMBER_DIGITS
                ? Optional.of("a number in it is too long")
                : Optional.empty();
    }
}
