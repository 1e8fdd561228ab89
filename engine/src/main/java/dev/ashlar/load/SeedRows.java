package dev.ashlar.load;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** The records below the header. The file is closed after the last. */
final class SeedRows implements Iterator<List<Object>> {
    private final CsvFile.Reading rows;
    private final Function<CsvRow, List<Object>> typed;

    SeedRows(CsvFile.Reading rows, Function<CsvRow, List<Object>> typed) {
        this.rows = rows;
        this.typed = typed;
        if (rows.hasNext()) rows.next();
    }

    @Override
    public boolean hasNext() {
        boolean more = rows.hasNext();
        if (!more) rows.close();
        return more;
    }

    @Override
    public List<Object> next() {
        return typed.apply(rows.next());
    }
}
