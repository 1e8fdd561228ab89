package dev.ashlar.load.reading;

/** Lengths of texts in UTF-8. */
public final class Utf8 {
    private Utf8() {}

    public static long length(CharSequence text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) bytes += bytes(text.charAt(i));
        return bytes;
    }

    /** As much of the beginning as has no more than these bytes. */
    public static String cut(String text, long most) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            bytes += bytes(text.charAt(i));
            if (bytes > most) {
                boolean within = i > 0 && Character.isLowSurrogate(text.charAt(i));
                return text.substring(0, within ? i - 1 : i);
            }
        }
        return text;
    }

    /** Each half of a pair counts for half of its four bytes. */
    private static int bytes(char c) {
        return c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
}
