package dev.ashlar.load.format;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.zip.ZipException;

/** A file of text, plain or gzip. */
record TextFile(FileBytes stored, Charset charset) {
    /** Characters. */
    static final int LONGEST_RECORD = 1 << 26;

    /** The characters behind a byte order mark. */
    Reader characters() throws IOException {
        return new InputStreamReader(bytes(), decoder());
    }

    boolean gzip() {
        try {
            return Unpacked.gzip(stored);
        } catch (IOException failure) {
            throw fault(failure);
        }
    }

    /** The bytes behind a byte order mark. */
    InputStream bytes() throws IOException {
        return Unpacked.withoutMark(Unpacked.open(stored));
    }

    private CharsetDecoder decoder() {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Why it cannot be read on, found in the causes of a failure to read. */
    FileFault fault(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return new FileFault(lineOfBadBytes(), "the bytes here are not " + charset.name(), failure);
            }
            if (cause instanceof ZipException || cause instanceof EOFException) {
                return new FileFault(
                        0, "the compressed file is damaged or cut off, or something follows its end", failure);
            }
        }
        return new FileFault(0, "it cannot be read: " + failure.getMessage(), failure);
    }

    static FileFault tooLong(long line, Exception failure) {
        return new FileFault(
                line, "a record is longer than " + LONGEST_RECORD / (1 << 20) + " million characters", failure);
    }

    private long lineOfBadBytes() {
        long line = 1;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (InputStream in = bytes()) {
            for (int one = in.read(); one >= 0; one = in.read()) {
                if (one != '\n') {
                    text.write(one);
                    continue;
                }
                if (!decodes(text.toByteArray())) return line;
                text.reset();
                line++;
            }
        } catch (IOException unreadable) {
            return 0;
        }
        return line;
    }

    private boolean decodes(byte[] bytes) {
        try {
            decoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException bad) {
            return false;
        }
    }
}
