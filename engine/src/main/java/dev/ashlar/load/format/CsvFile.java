package dev.ashlar.load.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/** A csv file, plain or gzip, read record by record. Blank lines are no records. */
public final class CsvFile implements RecordFile {
    static final int LONGEST_RECORD = 1 << 26;

    private static final Pattern STARTED = Pattern.compile("started in line (\\d+)");

    private final FileBytes stored;
    private final CsvFormat format;

    public CsvFile(FileBytes stored, CsvFormat format) {
        this.stored = stored;
        this.format = format;
    }

    @Override
    public Records open(Keeping keeping) {
        try {
            return new CsvRecords(this, format, keeping);
        } catch (IOException failure) {
            throw fault(0, failure);
        }
    }

    @Override
    public boolean gzip() {
        try {
            return Unpacked.gzip(stored);
        } catch (IOException failure) {
            throw fault(0, failure);
        }
    }

    /** The characters behind a byte order mark. */
    Reader characters() throws IOException {
        return new InputStreamReader(bytes(), decoder());
    }

    private InputStream bytes() throws IOException {
        return Unpacked.withoutMark(Unpacked.open(stored));
    }

    private CharsetDecoder decoder() {
        return format.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** @param line of the last record that was read */
    FileFault fault(long line, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return new FileFault(
                        lineOfBadBytes(),
                        "the bytes here are not " + format.charset().name(),
                        failure);
            }
            if (cause instanceof ZipException || cause instanceof EOFException) {
                return new FileFault(0, "the compressed file is damaged or cut off", failure);
            }
            if (cause instanceof CsvParseException
                    && String.valueOf(cause.getMessage()).contains("closing quote")) {
                return new FileFault(startOf(failure, line + 1), "text follows a closing quote", failure);
            }
        }
        if (failure instanceof IOException)
            return new FileFault(0, "it cannot be read: " + failure.getMessage(), failure);
        return new FileFault(
                line + 1, "a record is longer than " + LONGEST_RECORD / (1 << 20) + " million characters", failure);
    }

    private static long startOf(Exception failure, long otherwise) {
        Matcher started = STARTED.matcher(String.valueOf(failure.getMessage()));
        return started.find() ? Long.parseLong(started.group(1)) : otherwise;
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
