package dev.ashlar.load;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.ashlar.load.RowHandler.Keeping;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A csv file on disk, plain or gzip, read record by record. Blank lines are no records. */
final class CsvFile {
    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final Pattern STARTED = Pattern.compile("started in line (\\d+)");
    private static final int LONGEST_RECORD = 1 << 26;

    private final Path path;
    private final CsvFormat format;

    CsvFile(Path path, CsvFormat format) {
        this.path = path;
        this.format = format;
    }

    /** Gives every record, the header first. Close it. */
    Reading open(Keeping keeping) {
        try {
            return new Reading(keeping);
        } catch (IOException failure) {
            throw fault(0, failure);
        }
    }

    /**
     * The records in the order of the file.
     *
     * @throws CsvFault from {@link #hasNext} where the file cannot be read on; the records before have been given
     */
    final class Reading implements Iterator<CsvRow>, AutoCloseable {
        private final QuoteTail text;
        private final CsvReader<CsvRow> reader;
        private final CloseableIterator<CsvRow> rows;
        private CsvRow row;

        Reading(Keeping keeping) throws IOException {
            text = new QuoteTail(new InputStreamReader(bytes(), decoder()), format.quote());
            reader = CsvReader.builder()
                    .fieldSeparator(format.delimiter())
                    .quoteCharacter(format.quote())
                    .skipEmptyLines(true)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .allowExtraCharsAfterClosingQuote(false)
                    .maxBufferSize(LONGEST_RECORD)
                    .build(new RowHandler(format.quote(), keeping), text);
            rows = reader.iterator();
        }

        @Override
        public boolean hasNext() {
            try {
                if (rows.hasNext()) return true;
            } catch (CsvParseException | UncheckedIOException failure) {
                throw fault(row == null ? 0 : row.line(), failure);
            }
            if (row != null && !closes(row.last())) {
                throw new CsvFault(row.line(), "a quote opens in this record and never closes", null);
            }
            return false;
        }

        @Override
        public CsvRow next() {
            row = rows.next();
            return row;
        }

        private boolean closes(CsvRow.Last last) {
            return switch (last) {
                case UNQUOTED -> true;
                case QUOTED -> text.closes(false);
                case QUOTED_QUOTES -> text.closes(true);
            };
        }

        @Override
        public void close() {
            try {
                reader.close();
            } catch (IOException alreadyRead) {
                // what was read stays right, and there is nothing to save
            }
        }
    }

    private CharsetDecoder decoder() {
        return format.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private InputStream bytes() throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        try {
            return isGzip(in)
                    ? withoutMark(new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER))
                    : withoutMark(in);
        } catch (IOException | RuntimeException failure) {
            in.close();
            throw failure;
        }
    }

    private static boolean isGzip(BufferedInputStream in) throws IOException {
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP_MAGIC;
    }

    boolean gzip() {
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            return isGzip(in);
        } catch (IOException failure) {
            throw fault(0, failure);
        }
    }

    /** Past a byte order mark of UTF-8. */
    private static InputStream withoutMark(BufferedInputStream in) throws IOException {
        in.mark(3);
        if (in.read() != 0xef || in.read() != 0xbb || in.read() != 0xbf) in.reset();
        return in;
    }

    private CsvFault fault(long line, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return new CsvFault(
                        lineOfBadBytes(),
                        "the bytes here are not " + format.charset().name(),
                        failure);
            }
            if (cause instanceof ZipException || cause instanceof EOFException) {
                return new CsvFault(0, "the compressed file is damaged or cut off", failure);
            }
            if (cause instanceof CsvParseException
                    && String.valueOf(cause.getMessage()).contains("closing quote")) {
                return new CsvFault(startOf(failure, line + 1), "text follows a closing quote", failure);
            }
        }
        if (failure instanceof IOException)
            return new CsvFault(0, "it cannot be read: " + failure.getMessage(), failure);
        return new CsvFault(
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
