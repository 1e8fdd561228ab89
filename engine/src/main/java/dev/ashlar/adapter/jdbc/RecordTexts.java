package dev.ashlar.adapter.jdbc;

import java.nio.charset.StandardCharsets;

/**
 * How an engine keeps the texts of the records: SQL, messages, lists.
 *
 * @param type for columns
 * @param longest that the type holds, in bytes of UTF-8
 */
public record RecordTexts(String type, int longest) {
    /** For engines whose texts have no length. */
    public static final RecordTexts ENDLESS = new RecordTexts("varchar", Integer.MAX_VALUE);

    private static final String MARK = " [cut]";

    /** The text, or as much of its beginning as fits, with a mark behind it. */
    String fitting(String text) {
        // three bytes a UTF-16 unit is the most there can be
        if (text == null || text.length() <= longest / 3) return text;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= longest) return text;
        int end = longest - MARK.length();
        // not within a letter: its further bytes begin with the bits 10
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) end--;
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + MARK;
    }

    /** Texts are cut, all else stays. */
    Object fitting(Object value) {
        return value instanceof String text ? fitting(text) : value;
    }
}
