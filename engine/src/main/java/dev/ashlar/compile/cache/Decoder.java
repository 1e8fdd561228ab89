package dev.ashlar.compile.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link Encoder} wrote; what is no such thing ends in a {@link RuntimeException}. */
public final class Decoder {
    private final byte[] in;
    private int at;

    public Decoder(byte[] in) {
        this.in = in;
    }

    public int count() {
        int number = 0;
        int shift = 0;
        while (true) {
            byte next = in[at++];
            number |= (next & 0x7F) << shift;
            if (next >= 0) return number;
            shift += 7;
        }
    }

    public String text() {
        int length = length();
        String text = new String(in, at, length, UTF_8);
        at += length;
        return text;
    }

    public byte[] bytes() {
        int length = length();
        byte[] bytes = Arrays.copyOfRange(in, at, at + length);
        at += length;
        return bytes;
    }

    private int length() {
        int length = count();
        if (length < 0 || length > in.length - at) throw new IllegalStateException("The content is cut");
        return length;
    }

    public Object value() {
        int kind = count();
        return switch (kind) {
            case Encoder.NULL -> null;
            case Encoder.TRUE -> true;
            case Encoder.FALSE -> false;
            case Encoder.INTEGER -> Integer.valueOf(text());
            case Encoder.LONG -> Long.valueOf(text());
            case Encoder.BIG_INTEGER -> new BigInteger(text());
            case Encoder.DECIMAL -> new BigDecimal(text());
            case Encoder.DOUBLE -> Double.valueOf(text());
            case Encoder.DATE -> LocalDate.parse(text());
            case Encoder.TEXT -> text();
            case Encoder.LIST -> {
                int size = count();
                List<Object> list = new ArrayList<>();
                for (int i = 0; i < size; i++) list.add(value());
                yield list;
            }
            case Encoder.MAP -> entries();
            default -> throw new IllegalStateException("No value of kind " + kind);
        };
    }

    /** A value that must be a map. */
    public Map<String, Object> map() {
        if (count() != Encoder.MAP) throw new IllegalStateException("No map");
        return entries();
    }

    private Map<String, Object> entries() {
        int size = count();
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            String key = text();
            map.put(key, value());
        }
        return map;
    }

    public boolean isAtEnd() {
        return at >= in.length;
    }
}
