package dev.ashlar.adapter.site;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;

/** Text as the browser's {@code DecompressionStream} takes it: zlib's format, then base64, since a script can hold no bytes. */
final class Packed {
    private Packed() {}

    static String of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[Math.max(1024, bytes.length / 3)];
            int size = 0;
            while (!deflater.finished()) {
                if (size == out.length) out = Arrays.copyOf(out, size * 2);
                size += deflater.deflate(out, size, out.length - size);
            }
            return Base64.getEncoder().encodeToString(Arrays.copyOf(out, size));
        } finally {
            deflater.end();
        }
    }
}
