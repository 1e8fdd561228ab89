package dev.ashlar.adapter.jdbc;

import dev.ashlar.adapter.jdbc.JdbcDialect.ColumnReader;
import dev.ashlar.adapter.jdbc.JdbcDialect.Results;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.port.WarehouseSession.RowSink;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what a session's queries answer with. */
final class ResultReading {
    private static final int ROWS_FETCHED_AT_ONCE = 2_000;

    private final Connection connection;
    private final JdbcDialect dialect;
    private final Sender sender;
    private final TimeLimits limits;
    private final SessionTransaction transaction;
    private boolean abandoned;

    private interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    ResultReading(
            Connection connection,
            JdbcDialect dialect,
            Sender sender,
            TimeLimits limits,
            SessionTransaction transaction) {
        this.connection = connection;
        this.dialect = dialect;
        this.sender = sender;
        this.limits = limits;
        this.transaction = transaction;
    }

    /** Whether a result was left before its end, for which drivers cancel what may by then be another statement. */
    boolean abandoned() {
        return abandoned;
    }

    void stream(String sql, RowSink sink) throws SQLException {
        reading(sql, Results.STREAMED, 0, rows -> {
            sink.columns(columns(rows.getMetaData()));
            List<ColumnReader> readers = dialect.readers(rows.getMetaData());
            Object[] values = new Object[readers.size()];
            List<Object> row = Arrays.asList(values);
            while (rows.next()) {
                for (int i = 0; i < values.length; i++)
                    values[i] = readers.get(i).read(rows, i + 1);
                sink.row(row);
            }
            return null;
        });
    }

    QueryResult first(String sql, int limit) throws SQLException {
        QueryResult found = reading(sql, Results.FIRST_ROWS, limit, rows -> {
            List<CatalogColumn> columns = columns(rows.getMetaData());
            List<ColumnReader> readers = dialect.readers(rows.getMetaData());
            List<List<Object>> kept = new ArrayList<>();
            while (kept.size() < limit && rows.next()) {
                List<Object> row = new ArrayList<>(columns.size());
                for (int i = 0; i < readers.size(); i++) row.add(readers.get(i).read(rows, i + 1));
                kept.add(row);
            }
            return new QueryResult(columns, kept);
        });
        return found == null ? new QueryResult(List.of(), List.of()) : found;
    }

    private List<CatalogColumn> columns(ResultSetMetaData metadata) throws SQLException {
        List<CatalogColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(new CatalogColumn(
                    new ColumnName(metadata.getColumnLabel(i)), dialect.type(metadata, i), Optional.empty()));
        }
        return columns;
    }

    /**
     * Hands out rows as asked for outside transactions. Within one a failure must tell its reason at the first try, since a
     * second is not to be had, and drivers may hide it while streaming.
     *
     * @param most rows that are wanted; 0 for all
     * @return null where the statement gives no rows
     */
    private <T> T reading(String sql, Results results, int most, Reading<T> reading) throws SQLException {
        if (!transaction.isNone()) return read(sql, most, reading);
        dialect.handOut(connection, results);
        try {
            return read(sql, most, reading);
        } catch (SQLException | RuntimeException | Error failure) {
            if (!(failure instanceof SQLException)) abandoned = true;
            if (!connection.getAutoCommit()) connection.rollback();
            if (!(failure instanceof SQLException refused) || !dialect.hidesReason(refused)) throw failure;
            limits.stopIfAsked();
        } finally {
            dialect.handOut(connection, Results.GATHERED);
        }
        return read(sql, most, reading);
    }

    private <T> T read(String sql, int most, Reading<T> reading) throws SQLException {
        try (Statement statement = sender.begun()) {
            // one more than is wanted tells whether there are more
            statement.setMaxRows(most == 0 || most == Integer.MAX_VALUE ? 0 : most + 1);
            statement.setFetchSize(ROWS_FETCHED_AT_ONCE);
            if (!statement.execute(sql)) return null;
            boolean more;
            T found;
            try (ResultSet rows = statement.getResultSet()) {
                found = reading.of(rows);
                more = most > 0 && most < Integer.MAX_VALUE && rows.next();
            }
            if (more) dialect.leaveRest(statement);
            return found;
        }
    }
}
