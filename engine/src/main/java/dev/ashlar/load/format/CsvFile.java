package dev.ashlar.load.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A csv file, read record by record. Blank lines are no records. */
public final class CsvFile implements RecordFile {
    private static final Pattern STARTED = Pattern.compile("started in line (\\d+)");

    private final TextFile text;
    private final CsvFormat format;

    public CsvFile(FileBytes stored, CsvFormat format) {
        this.text = new TextFile(stored, format.charset());
        this.format = format;
    }

    @Override
    public Records open(Keeping keeping) {
        try {
            return new CsvRecords(this, format, keeping, SkippedLines.behind(text.characters(), format.above()));
        } catch (IOException failure) {
            throw text.fault(failure);
        }
    }

    @Override
    public Optional<Counted> counted() {
        boolean usual = format.charset().equals(UTF_8) && format.escape() == format.quote();
        if (!usual || format.above() > 0 || format.quote() >= 0x80 || format.delimiter() >= 0x80)
            return Optional.empty();
        try (Records start = open(Keeping.COUNTS)) {
            List<String> header = start.header();
            if (!start.hasNext()) return Optional.empty();
            int width = start.next().count();
            boolean alike = header.isEmpty() || header.size() == width;
            return alike && !start.peculiar() ? counted(header, width) : Optional.empty();
        } catch (IOException | FileFault unreadable) {
            // the parser finds the place
            return Optional.empty();
        }
    }

    private Optional<Counted> counted(List<String> header, int width) throws IOException {
        try (InputStream in = text.bytes()) {
            OptionalLong lines = PlainCsv.records(in, format, width);
            if (lines.isEmpty()) return Optional.empty();
            return Optional.of(new Counted(header, 0, width, lines.getAsLong() - (header.isEmpty() ? 0 : 1)));
        }
    }

    /** Whether the file has a character. */
    boolean hasText() {
        try (Reader characters = text.characters()) {
            return characters.read() >= 0;
        } catch (IOException failure) {
            throw text.fault(failure);
        }
    }

    @Override
    public boolean gzip() {
        return text.gzip();
    }

    /** @param line of the last record that was read */
    FileFault fault(long line, RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CsvParseException
                    && String.valueOf(cause.getMessage()).contains("closing quote")) {
                return new FileFault(startOf(failure, line + 1), "text follows a closing quote", failure);
            }
        }
        boolean unreadable = failure instanceof UncheckedIOException || failure.getCause() instanceof IOException;
        return unreadable ? text.fault(failure) : TextFile.tooLong(line + 1, failure);
    }

    private long startOf(Exception failure, long otherwise) {
        Matcher started = STARTED.matcher(String.valueOf(failure.getMessage()));
        return started.find() ? format.above() + Long.parseLong(started.group(1)) : otherwise;
    }
}
