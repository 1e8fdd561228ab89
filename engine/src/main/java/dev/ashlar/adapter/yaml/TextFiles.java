package dev.ashlar.adapter.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Reads text strictly: UTF-8, no NUL, of a size that a person may have written. */
final class TextFiles {
    /** A model of a megabyte is data in the wrong place. */
    private static final long TEMPLATE_BYTES = 1024 * 1024;

    /** Generated properties of a large project come to some megabytes. */
    private static final long OTHER_BYTES = 10 * 1024 * 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private TextFiles() {}

    /** @param shown how messages name the file */
    static String read(Path file, String shown) throws IOException {
        boolean template = shown.endsWith(".sql") || shown.endsWith(".ftl");
        long limit = template ? TEMPLATE_BYTES : OTHER_BYTES;
        long size = Files.size(file);
        if (size > limit) {
            throw refused(
                    SourceLocation.ofFile(shown),
                    "The file has " + megabytes(size) + " MB; at most " + megabytes(limit) + " MB are read.",
                    template
                            ? "Keep data out of templates: make it a seed or a loaded source."
                            : "Split it into several files.");
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw refused(
                        place(bytes, i, shown),
                        "This is no text: it holds a NUL byte.",
                        "Take binary files out of the folder, or save the file as UTF-8.");
            }
        }
        return decode(bytes, shown);
    }

    private static String decode(byte[] bytes, String shown) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        if (result.isError()) {
            throw refused(
                    place(bytes, in.position(), shown),
                    "This is not UTF-8: byte 0x" + HEX.toHexDigits(bytes[in.position()]) + ".",
                    "Save the file as UTF-8.");
        }
        out.flip();
        if (out.length() > 0 && out.charAt(0) == BYTE_ORDER_MARK) out.get();
        return out.toString();
    }

    private static SourceLocation place(byte[] bytes, int offset, String shown) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < offset; i++) {
            if (bytes[i] == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new SourceLocation(shown, line, new String(bytes, start, offset - start, UTF_8).length() + 1);
    }

    private static String megabytes(long bytes) {
        return String.valueOf(Math.ceilDiv(bytes, 1024 * 1024));
    }

    private static DiagnosticException refused(SourceLocation at, String message, String remedy) {
        return new DiagnosticException(Diagnostic.error(at, message, remedy));
    }
}
