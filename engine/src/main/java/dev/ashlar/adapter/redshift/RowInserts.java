package dev.ashlar.adapter.redshift;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.CatalogColumn;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** Adds rows by insert statements of as many rows as one statement may hold. */
final class RowInserts {
    /**
     * The server takes 16 MB: https://docs.aws.amazon.com/redshift/latest/dg/c_redshift-sql.html. Some room is left for the
     * message around it.
     */
    private static final int LONGEST_STATEMENT = 16_000_000;

    /**
     * Takes a text for a text and not for the JSON that it holds: https://docs.aws.amazon.com/redshift/latest/dg/ingest-super.html
     */
    private static final String SUPER = "super";

    private final Connection connection;
    private final int longest;

    RowInserts(Connection connection) {
        this(connection, LONGEST_STATEMENT);
    }

    /** @param longest statement in bytes; a row that is longer goes alone */
    RowInserts(Connection connection, int longest) {
        this.connection = connection;
        this.longest = longest;
    }

    long load(RelationName table, List<CatalogColumn> columns, Iterator<List<Object>> rows) throws SQLException {
        Literals literals = new Literals(connection);
        String head = "insert into " + table.quoted() + " ("
                + columns.stream().map(c -> c.name().quoted()).collect(Collectors.joining(", ")) + ") values\n";
        long loaded = 0;
        Batch batch = new Batch(head);
        StringBuilder row = new StringBuilder();
        while (rows.hasNext()) {
            row.setLength(0);
            List<Object> values = rows.next();
            for (int i = 0; i < values.size(); i++) {
                row.append(i == 0 ? '(' : ',');
                boolean parsed = columns.get(i).type().equals(SUPER) && values.get(i) != null;
                if (parsed) row.append("json_parse(");
                literals.append(row, values.get(i));
                if (parsed) row.append(')');
            }
            row.append(')');
            if (!batch.add(row)) {
                loaded += send(batch);
                batch = new Batch(head);
                batch.add(row);
            }
        }
        return batch.rows == 0 ? loaded : loaded + send(batch);
    }

    private long send(Batch batch) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            long inserted = statement.executeLargeUpdate(batch.sql.toString());
            if (inserted != batch.rows) {
                throw new SQLException(
                        "Of " + Counted.of(batch.rows, "row that was", "rows that were") + " sent " + inserted
                                + " arrived.",
                        "22000");
            }
            return inserted;
        }
    }

    private final class Batch {
        private final StringBuilder sql;
        private int bytes;
        private int rows;

        Batch(String head) {
            this.sql = new StringBuilder(head);
            this.bytes = head.getBytes(StandardCharsets.UTF_8).length;
        }

        /** @return false when the row does not fit behind those that are there */
        boolean add(StringBuilder row) {
            int more = 2 + row.toString().getBytes(StandardCharsets.UTF_8).length;
            if (rows > 0 && bytes + more > longest) return false;
            if (rows > 0) sql.append(",\n");
            sql.append(row);
            bytes += more;
            rows++;
            return true;
        }
    }
}
