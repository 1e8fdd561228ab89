package dev.ashlar.load;

import dev.ashlar.load.format.FileRecord;
import dev.ashlar.load.format.Records;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** The records below the header. The file is closed after the last. */
final class SeedRows implements Iterator<List<Object>> {
    private final Records rows;
    private final Function<FileRecord, List<Object>> typed;

    SeedRows(Records rows, Function<FileRecord, List<Object>> typed) {
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
