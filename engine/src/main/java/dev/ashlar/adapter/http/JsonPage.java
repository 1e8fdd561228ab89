package dev.ashlar.adapter.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.ashlar.port.PlaceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** One answer: its records are written down as they pass, a line each, and one value of it is remembered. */
final class JsonPage {
    private static final JsonFactory JSON =
            new JsonFactoryBuilder().rootValueSeparator("").build();

    private final String recordsPath;
    private final Optional<String> toldPath;
    private final JsonGenerator lines;
    private Optional<String> told = Optional.empty();
    private boolean met;
    private long records;

    private JsonPage(String recordsPath, Optional<String> toldPath, JsonGenerator lines) {
        this.recordsPath = recordsPath;
        this.toldPath = toldPath;
        this.lines = lines;
    }

    /**
     * @param recordsPath with dots; empty where the answer itself is the records: an array of them, or one after the other
     * @param toldPath of a value to be remembered
     * @throws PlaceException when the answer is no JSON, or has nothing where the records should be
     * @throws IOException when it ends too early, or cannot be read or written
     */
    static JsonPage read(InputStream answer, String recordsPath, Optional<String> toldPath, OutputStream out)
            throws IOException {
        try (JsonParser parser = JSON.createParser(answer);
                JsonGenerator lines = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            JsonPage page = new JsonPage(recordsPath, toldPath, lines);
            while (parser.nextToken() != null) page.value(parser, "");
            if (!page.met) throw page.absent();
            return page;
        } catch (JsonEOFException early) {
            throw new IOException("the answer ends too early", early);
        } catch (InputCoercionException | StreamConstraintsException tooLarge) {
            throw new PlaceException("the answer has a value that is too long", "", tooLarge);
        } catch (JsonProcessingException bad) {
            JsonLocation at = bad.getLocation();
            throw new PlaceException(
                    "the answer is no JSON"
                            + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()),
                    "Look at what the address answers.",
                    bad);
        }
    }

    private PlaceException absent() {
        return recordsPath.isEmpty()
                ? new PlaceException("the answer is empty", "")
                : new PlaceException(
                        "the answer has no records under '" + recordsPath + "'", "Correct 'records', or take it out.");
    }

    long records() {
        return records;
    }

    /** What stands at the path; empty for null and an empty text, too. */
    Optional<String> told() {
        return told;
    }

    private void value(JsonParser parser, String path) throws IOException {
        if (path.equals(recordsPath)) {
            records(parser);
        } else if (parser.currentToken() == JsonToken.START_OBJECT && leads(path)) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                value(parser, path.isEmpty() ? name : path + "." + name);
            }
        } else if (parser.currentToken().isScalarValue()) {
            if (toldPath.filter(path::equals).isPresent() && parser.currentToken() != JsonToken.VALUE_NULL) {
                told = Optional.of(parser.getText()).filter(text -> !text.isBlank());
            }
        } else {
            parser.skipChildren();
        }
    }

    private boolean leads(String path) {
        return path.isEmpty()
                || recordsPath.startsWith(path + ".")
                || toldPath.filter(told -> told.startsWith(path + ".")).isPresent();
    }

    private void records(JsonParser parser) throws IOException {
        met = true;
        if (parser.currentToken() == JsonToken.VALUE_NULL) return;
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            line(parser);
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == null) throw new IOException("the answer ends too early");
            line(parser);
        }
    }

    private void line(JsonParser parser) throws IOException {
        copy(parser);
        lines.writeRaw('\n');
        records++;
    }

    /** Numbers as they are written: a decimal of thirty digits stays one. */
    private void copy(JsonParser parser) throws IOException {
        int depth = 0;
        do {
            switch (parser.currentToken()) {
                case START_OBJECT -> {
                    lines.writeStartObject();
                    depth++;
                }
                case START_ARRAY -> {
                    lines.writeStartArray();
                    depth++;
                }
                case END_OBJECT -> {
                    lines.writeEndObject();
                    depth--;
                }
                case END_ARRAY -> {
                    lines.writeEndArray();
                    depth--;
                }
                case FIELD_NAME -> lines.writeFieldName(parser.currentName());
                case VALUE_STRING -> lines.writeString(parser.getText());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> lines.writeNumber(parser.getText());
                case VALUE_TRUE -> lines.writeBoolean(true);
                case VALUE_FALSE -> lines.writeBoolean(false);
                case VALUE_NULL -> lines.writeNull();
                case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("a parser of bytes gives neither");
            }
        } while (depth > 0 && advanced(parser));
    }

    private static boolean advanced(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) throw new IOException("the answer ends too early");
        return true;
    }
}
