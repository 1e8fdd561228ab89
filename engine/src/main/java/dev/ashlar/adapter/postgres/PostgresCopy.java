package dev.ashlar.adapter.postgres;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Typing;
import dev.ashlar.report.CatalogColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;

/** Bulk loads by COPY: in binary, where values are typed and the form of all columns is known, else as text. */
final class PostgresCopy {
    private static final int SENT_AT_ONCE = 64 * 1024;

    private final CopyBytes bytes;
    private final CopyFormat format;
    private final CopyIn copy;

    /** The values of the row before, by column, and as they were written if they have come again since. */
    private final Object[] last;

    private final byte[][] written;

    private PostgresCopy(CopyBytes bytes, CopyFormat format, CopyIn copy, int columns) {
        this.bytes = bytes;
        this.format = format;
        this.copy = copy;
        this.last = new Object[columns];
        this.written = new byte[columns][];
    }

    /** @return the number of rows that were added */
    static long load(
            Connection connection,
            RelationName table,
            List<CatalogColumn> columns,
            Typing typing,
            Iterable<List<Object>> rows)
            throws SQLException {
        String named = columns.stream().map(c -> c.name().quoted()).collect(Collectors.joining(", "));
        CopyBytes bytes = new CopyBytes();
        CopyFormat format = switch (typing) {
            case BY_COLUMN -> typed(connection, bytes, "select " + named + " from " + table.quoted());
            case BY_ENGINE -> new CopyText(bytes);
        };
        String sql = "copy " + table.quoted() + " (" + named + ") from stdin" + format.option();
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            return new PostgresCopy(bytes, format, copy, columns.size()).send(rows);
        } finally {
            if (copy.isActive()) copy.cancelCopy();
        }
    }

    /** The table is asked for the types, since it alone knows: a column may have been altered since it was declared. */
    private static CopyFormat typed(Connection connection, CopyBytes bytes, String query) throws SQLException {
        List<Field> columns = PostgresColumns.fields(connection.unwrap(BaseConnection.class), query);
        Optional<CopyBinary> binary = CopyBinary.of(bytes, columns);
        return binary.isPresent() ? binary.get() : new CopyText(bytes);
    }

    private long send(Iterable<List<Object>> rows) throws SQLException {
        format.open();
        for (List<Object> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                format.before(i);
                write(i, row.get(i));
            }
            format.endOfRow();
            if (bytes.size() >= SENT_AT_ONCE) flush();
        }
        format.close();
        flush();
        return copy.endCopy();
    }

    private void flush() throws SQLException {
        copy.writeToCopy(bytes.bytes(), 0, bytes.size());
        bytes.clear();
    }

    /** The very object that stood in the row before, such as the time of the load or the name of a file, is worded once. */
    private void write(int column, Object value) throws SQLException {
        if (value == null || value != last[column]) {
            last[column] = value;
            written[column] = null;
            format.value(column, value);
        } else if (written[column] == null) {
            int start = bytes.size();
            format.value(column, value);
            written[column] = bytes.since(start);
        } else {
            bytes.all(written[column]);
        }
    }
}
