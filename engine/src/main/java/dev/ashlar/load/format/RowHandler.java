package dev.ashlar.load.format;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import dev.ashlar.load.format.RecordFile.Keeping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Takes a record's fields as the parser meets them. */
final class RowHandler extends AbstractBaseCsvCallbackHandler<CsvRow> {
    /** Engines' own readers have limits; DuckDB's is two million bytes. */
    static final long LONG = 500_000;

    private final CsvFormat format;
    private final char quote;
    private final Keeping keeping;
    private boolean first = true;
    private List<String> fields = List.of();
    private int usual;
    private CsvRow.Last last = CsvRow.Last.UNQUOTED;
    private boolean peculiar;
    private long signs;
    private long breaks;

    /** The fields of the first record are always kept: they may be the header. */
    RowHandler(CsvFormat format, Keeping keeping) {
        this.format = format;
        this.quote = format.quote();
        this.keeping = keeping;
    }

    @Override
    protected void handleBegin(long line) {
        fields = first || keeping == Keeping.FIELDS ? new ArrayList<>(usual) : List.of();
        peculiar = false;
        signs = 0;
        breaks = 0;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (first || keeping == Keeping.FIELDS) fields.add(new String(buffer, offset, length));
        signs += length;
        if (signs > LONG) peculiar = true;
        int quotes = 0;
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] == quote) quotes++;
            if (buffer[i] == '\0') peculiar = true;
        }
        if (!quoted && quotes > 0) peculiar = true;
        if (quoted) breaks += breaks(buffer, offset, length);
        last = !quoted ? CsvRow.Last.UNQUOTED : quotes == length ? CsvRow.Last.QUOTED_QUOTES : CsvRow.Last.QUOTED;
    }

    private static long breaks(char[] buffer, int offset, int length) {
        long breaks = 0;
        for (int i = offset; i < offset + length; i++) {
            boolean second = buffer[i] == '\n' && i > offset && buffer[i - 1] == '\r';
            if ((buffer[i] == '\n' || buffer[i] == '\r') && !second) breaks++;
        }
        return breaks;
    }

    @Override
    protected CsvRow buildRecord() {
        // a blank line before it, which the parser passes over, is not the first record
        boolean blank = getFieldCount() == 1 && signs == 0 && last == CsvRow.Last.UNQUOTED;
        first &= blank;
        usual = fields.size();
        return new CsvRow(
                format,
                format.above() + getStartingLineNumber(),
                getFieldCount(),
                Collections.unmodifiableList(fields),
                last,
                breaks,
                peculiar);
    }
}
