package dev.ashlar.adapter.postgres;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.CatalogColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Bulk loads by COPY. */
final class PostgresCopy {
    private static final int SENT_AT_ONCE = 64 * 1024;

    private final CopyText text = new CopyText();
    private final CopyIn copy;

    /** The values of the row before, by column, and as they were written if they have come again since. */
    private final Object[] last;

    private final byte[][] written;

    private PostgresCopy(CopyIn copy, int columns) {
        this.copy = copy;
        this.last = new Object[columns];
        this.written = new byte[columns][];
    }

    /** @return the number of rows that were added */
    static long load(
            Connection connection, RelationName table, List<CatalogColumn> columns, Iterable<List<Object>> rows)
            throws SQLException {
        String sql = "copy " + table.quoted() + " ("
                + columns.stream().map(c -> c.name().quoted()).collect(Collectors.joining(", ")) + ") from stdin";
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            return new PostgresCopy(copy, columns.size()).send(rows);
        } finally {
            if (copy.isActive()) copy.cancelCopy();
        }
    }

    private long send(Iterable<List<Object>> rows) throws SQLException {
        for (List<Object> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                if (i > 0) text.sign('\t');
                write(i, row.get(i));
            }
            text.sign('\n');
            if (text.size() >= SENT_AT_ONCE) flush();
        }
        flush();
        return copy.endCopy();
    }

    private void flush() throws SQLException {
        copy.writeToCopy(text.bytes(), 0, text.size());
        text.clear();
    }

    /** The very object that stood in the row before, such as the time of the load or the name of a file, is worded once. */
    private void write(int column, Object value) {
        if (value == null || value != last[column]) {
            last[column] = value;
            written[column] = null;
            text.value(value);
        } else if (written[column] == null) {
            int start = text.size();
            text.value(value);
            written[column] = text.since(start);
        } else {
            text.again(written[column]);
        }
    }
}
