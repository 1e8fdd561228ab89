package dev.ashlar.load.format;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.ashlar.load.format.RecordFile.Keeping;
import dev.ashlar.plan.LoadStatement.HeaderLine;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;

/** The records of a csv file, by the csv parser. */
final class CsvRecords implements Records {
    private final CsvFile file;
    private final CsvFormat format;
    private final QuoteTail text;
    private final CsvReader<CsvRow> reader;
    private final CloseableIterator<CsvRow> rows;
    private List<String> header = List.of();
    private boolean peculiarHeader;
    private CsvRow row;

    CsvRecords(CsvFile file, CsvFormat format, Keeping keeping, Reader characters) {
        this.file = file;
        this.format = format;
        boolean doubled = format.escape() == format.quote();
        text = new QuoteTail(doubled ? characters : new EscapeReader(characters, format), format.quote());
        reader = CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .quoteCharacter(format.quote())
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(false)
                .maxBufferSize(TextFile.LONGEST_RECORD)
                .build(new RowHandler(format, keeping), text);
        rows = reader.iterator();
        if (format.header() == HeaderLine.PRESENT) readHeader();
    }

    private void readHeader() {
        try {
            if (!hasNext()) {
                if (format.headerRow().isPresent() && file.hasText()) throw noNames();
                return;
            }
            header = next().fields().stream().map(String::strip).toList();
            peculiarHeader = row.peculiar();
            if (format.headerRow().isPresent()
                    && row.line() != format.headerRow().getAsLong()) throw noNames();
        } catch (FileFault fault) {
            close();
            throw fault;
        }
    }

    private FileFault noNames() {
        return new FileFault(
                format.headerRow().orElse(1), "this line, the 'header_row' of the source, has no names", null);
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public boolean peculiar() {
        return peculiarHeader || text.mixed();
    }

    @Override
    public boolean hasNext() {
        try {
            if (rows.hasNext()) return true;
        } catch (CsvParseException | UncheckedIOException failure) {
            throw file.fault(row == null ? format.above() : row.line(), failure);
        }
        if (row != null && !closes(row)) {
            throw new FileFault(row.line(), "a quote opens in this record and never closes", null);
        }
        return false;
    }

    @Override
    public CsvRow next() {
        row = rows.next();
        return row;
    }

    private boolean closes(CsvRow row) {
        return switch (row.last()) {
            case UNQUOTED -> true;
            case QUOTED -> text.closes(false) && ends(row);
            case QUOTED_QUOTES -> text.closes(true);
        };
    }

    /** A quote that stands alone before the last line end takes that into its field, so that no line end is left for the record. */
    private boolean ends(CsvRow row) {
        return !text.endsWithBreak() || text.lines() - (row.line() - format.above() - 1) > row.breaks();
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
