package dev.ashlar.adapter.redshift;

import dev.ashlar.adapter.jdbc.ConnectionSource;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.CatalogColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Adds rows: few by insert statements, many by COPY where there is a place for them to wait. */
final class BulkLoad implements AutoCloseable {
    /** Up to here statements are quicker than the way through S3. */
    static final int FEW = 1_000;

    private final Optional<StagedCopy> copy;

    private BulkLoad(Optional<StagedCopy> copy) {
        this.copy = copy;
    }

    /** @param others connections besides the one that loads */
    static BulkLoad of(Optional<Staging> staging, ConnectionSource others) {
        return new BulkLoad(staging.map(place -> new StagedCopy(place, new LoadErrors(others))));
    }

    long load(Connection connection, RelationName table, List<CatalogColumn> columns, Iterator<List<Object>> rows)
            throws SQLException {
        RowInserts inserts = new RowInserts(connection);
        if (copy.isEmpty()) return inserts.load(table, columns, rows);
        List<List<Object>> first = new ArrayList<>();
        while (first.size() < FEW && rows.hasNext()) first.add(new ArrayList<>(rows.next()));
        if (!rows.hasNext()) return inserts.load(table, columns, first.iterator());
        return copy.get().load(connection, table, columns, joined(first.iterator(), rows));
    }

    private static Iterator<List<Object>> joined(Iterator<List<Object>> first, Iterator<List<Object>> rest) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return first.hasNext() || rest.hasNext();
            }

            @Override
            public List<Object> next() {
                return first.hasNext() ? first.next() : rest.next();
            }
        };
    }

    @Override
    public void close() {
        copy.ifPresent(StagedCopy::close);
    }
}
