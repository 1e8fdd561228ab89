package dev.ashlar.compile.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Writes plain values in a compact form that {@link Decoder} reads. */
public final class Encoder {
    static final int NULL = 0;
    static final int TRUE = 1;
    static final int FALSE = 2;
    static final int INTEGER = 3;
    static final int LONG = 4;
    static final int BIG_INTEGER = 5;
    static final int DOUBLE = 6;
    static final int DATE = 7;
    static final int TEXT = 8;
    static final int LIST = 9;
    static final int MAP = 10;
    static final int DECIMAL = 11;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Not negative; small numbers take one byte. */
    public Encoder count(int number) {
        int rest = number;
        while (rest > 0x7F) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        return this;
    }

    public Encoder text(String text) {
        return bytes(text.getBytes(UTF_8));
    }

    public Encoder bytes(byte[] bytes) {
        count(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    /** @throws IllegalArgumentException for a value that no configuration file holds */
    public Encoder value(Object value) {
        switch (value) {
            case null -> count(NULL);
            case Boolean flag -> count(flag ? TRUE : FALSE);
            case Integer number -> count(INTEGER).text(number.toString());
            case Long number -> count(LONG).text(number.toString());
            case BigInteger number -> count(BIG_INTEGER).text(number.toString());
            case BigDecimal number -> count(DECIMAL).text(number.toString());
            case Double number -> count(DOUBLE).text(number.toString());
            case LocalDate date -> count(DATE).text(date.toString());
            case String text -> count(TEXT).text(text);
            case List<?> list -> {
                count(LIST).count(list.size());
                for (Object item : list) value(item);
            }
            case Map<?, ?> map -> {
                count(MAP).count(map.size());
                map.forEach((key, each) -> text((String) key).value(each));
            }
            default -> throw new IllegalArgumentException("Cannot keep a " + value.getClass());
        }
        return this;
    }

    public byte[] done() {
        return out.toByteArray();
    }
}
