package dev.ashlar.adapter.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Streams JSON. Every text and every key of a map goes through the mask, so that no secret gets into a file. */
final class JsonOut implements AutoCloseable {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator out;
    private final UnaryOperator<String> mask;

    JsonOut(OutputStream stream, UnaryOperator<String> mask) throws IOException {
        this.out = FACTORY.createGenerator(stream).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        this.mask = mask;
    }

    interface Body {
        void write() throws IOException;
    }

    JsonOut object(Body body) throws IOException {
        out.writeStartObject();
        body.write();
        out.writeEndObject();
        return this;
    }

    JsonOut object(String name, Body body) throws IOException {
        out.writeFieldName(name);
        return object(body);
    }

    JsonOut array(String name, Body body) throws IOException {
        out.writeFieldName(name);
        out.writeStartArray();
        body.write();
        out.writeEndArray();
        return this;
    }

    /** @param value null, Boolean, Number, Collection, Map, Optional of these; anything else as its text */
    JsonOut field(String name, Object value) throws IOException {
        out.writeFieldName(name);
        return value(value);
    }

    JsonOut value(Object value) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(mask.apply(text));
            case Boolean flag -> out.writeBoolean(flag);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Double number when Double.isFinite(number) -> out.writeNumber(number);
            case BigInteger number -> out.writeNumber(number);
            case BigDecimal number -> out.writeNumber(number);
            case Optional<?> optional -> value(optional.orElse(null));
            case Collection<?> items -> {
                out.writeStartArray();
                for (Object item : items) value(item);
                out.writeEndArray();
            }
            case Map<?, ?> map -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    field(mask.apply(String.valueOf(entry.getKey())), entry.getValue());
                }
                out.writeEndObject();
            }
            default -> out.writeString(mask.apply(String.valueOf(value)));
        }
        return this;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
