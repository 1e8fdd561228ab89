package dev.ashlar.adapter.jdbc;

import dev.ashlar.adapter.jdbc.JdbcDialect.Results;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Statement;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import dev.ashlar.report.RowCounts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A session over one JDBC connection, which it owns. The connection stays in auto-commit: transactions are opened and
 * ended by statements, because the drivers' own {@code commit()} hides failures (DuckDB 2.0.0.1 returns normally after a
 * failed statement and silently goes to auto-commit after a failed commit; a {@code commit} sent as a statement does
 * neither).
 */
public final class JdbcSession implements WarehouseSession {
    private static final int ROWS_FETCHED_AT_ONCE = 10_000;

    private final Connection connection;
    private final StatementRenderer renderer;
    private final JdbcDialect dialect;
    private final Duration timeout;
    private final Consumer<JdbcSession> onClose;

    private final Object running = new Object();
    private java.sql.Statement current;
    private boolean loading;
    private boolean cancelled;

    private Transaction transaction = Transaction.NONE;

    private enum Transaction {
        NONE,
        OPEN,
        FAILED
    }

    /**
     * @param timeout longest time one statement may take; zero for no limit
     * @param onClose told once, when the session has been given back
     */
    public JdbcSession(
            Connection connection,
            StatementRenderer renderer,
            JdbcDialect dialect,
            Duration timeout,
            Consumer<JdbcSession> onClose) {
        this.connection = connection;
        this.renderer = renderer;
        this.dialect = dialect;
        this.timeout = timeout;
        this.onClose = onClose;
    }

    @Override
    public RowCounts run(Statement statement) {
        return switch (statement) {
            case Statement.Begin begin -> begin(renderer.render(begin));
            case Statement.Commit commit -> commit(renderer.render(commit));
            case Statement.Rollback rollback -> rollback(renderer.render(rollback));
            case Statement.RawSql raw -> runText(raw.text());
            case Statement.MergeInto merge -> merge(merge);
            case Statement other -> StatementCounts.of(other, update(renderer.render(other)));
        };
    }

    @Override
    public RowCounts runText(String sql) {
        update(sql);
        return RowCounts.UNKNOWN;
    }

    private RowCounts begin(String sql) {
        if (transaction != Transaction.NONE) {
            throw refused("A transaction is already open in this session.");
        }
        update(sql);
        transaction = Transaction.OPEN;
        return RowCounts.NONE;
    }

    private RowCounts commit(String sql) {
        switch (transaction) {
            case NONE -> throw refused("There is no transaction to commit.");
            case FAILED ->
                throw refused("Not committed: a statement of this transaction failed, so only a rollback will do.");
            case OPEN -> {
                // a failed commit has undone the transaction, so the session is outside one whatever happens
                transaction = Transaction.NONE;
                update(sql);
            }
        }
        return RowCounts.NONE;
    }

    private RowCounts rollback(String sql) {
        if (transaction == Transaction.NONE) return RowCounts.NONE;
        transaction = Transaction.NONE;
        update(sql);
        return RowCounts.NONE;
    }

    private RowCounts merge(Statement.MergeInto merge) {
        String sql = renderer.render(merge);
        return guarded(sql, () -> dialect.merge(connection, merge, () -> send(sql)));
    }

    private long update(String sql) {
        return guarded(sql, () -> send(sql));
    }

    private long send(String sql) throws SQLException {
        try (java.sql.Statement statement = begun(connection.createStatement())) {
            boolean rows = statement.execute(sql);
            return rows ? -1 : statement.getLargeUpdateCount();
        }
    }

    @Override
    public void query(String sql, RowSink sink) {
        reading(sql, rows -> {
            List<CatalogColumn> columns = columns(rows.getMetaData());
            sink.columns(columns);
            Object[] values = new Object[columns.size()];
            List<Object> row = Arrays.asList(values);
            while (rows.next()) {
                for (int i = 0; i < values.length; i++) values[i] = dialect.plain(rows.getObject(i + 1));
                sink.row(row);
            }
            return null;
        });
    }

    @Override
    public QueryResult read(String sql, int limit) {
        QueryResult found = reading(sql, rows -> {
            List<CatalogColumn> columns = columns(rows.getMetaData());
            List<List<Object>> kept = new ArrayList<>();
            while (kept.size() < limit && rows.next()) {
                List<Object> row = new ArrayList<>(columns.size());
                for (int i = 1; i <= columns.size(); i++) row.add(dialect.plain(rows.getObject(i)));
                kept.add(row);
            }
            return new QueryResult(columns, kept);
        });
        return found == null ? new QueryResult(List.of(), List.of()) : found;
    }

    /**
     * Streams outside transactions. Within one a failure must tell its reason at the first try, since a second is not to
     * be had, and drivers may hide it while streaming.
     *
     * @return null where the statement gives no rows
     */
    private <T> T reading(String sql, Reading<T> reading) {
        return guarded(sql, () -> {
            if (transaction != Transaction.NONE) return read(sql, reading);
            long started = System.nanoTime();
            dialect.handOut(connection, Results.STREAMED);
            try {
                return read(sql, reading);
            } catch (SQLException failure) {
                if (!dialect.hidesReason(failure)) throw failure;
                stopIfAsked(started);
            } finally {
                dialect.handOut(connection, Results.GATHERED);
            }
            return read(sql, reading);
        });
    }

    private <T> T read(String sql, Reading<T> reading) throws SQLException {
        try (java.sql.Statement statement = begun(connection.createStatement())) {
            statement.setFetchSize(ROWS_FETCHED_AT_ONCE);
            if (!statement.execute(sql)) return null;
            try (ResultSet rows = statement.getResultSet()) {
                return reading.of(rows);
            }
        }
    }

    private void stopIfAsked(long started) {
        boolean asked;
        synchronized (running) {
            asked = cancelled;
        }
        if (asked) throw new WarehouseException(Kind.CANCELLED, "The query was cancelled.", Optional.empty(), null);
        if (!timeout.isZero() && System.nanoTime() - started >= timeout.toNanos()) throw timedOut(null);
    }

    @Override
    public List<CatalogColumn> describe(String sql) {
        return guarded(sql, () -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                ResultSetMetaData metadata = statement.getMetaData();
                return metadata == null ? List.of() : columns(metadata);
            }
        });
    }

    private List<CatalogColumn> columns(ResultSetMetaData metadata) throws SQLException {
        List<CatalogColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(new CatalogColumn(
                    new ColumnName(metadata.getColumnLabel(i)),
                    dialect.type(metadata.getColumnTypeName(i)),
                    Optional.empty()));
        }
        return columns;
    }

    @Override
    public long load(RelationName table, List<CatalogColumn> columns, Iterable<List<Object>> rows) {
        synchronized (running) {
            loading = true;
        }
        return guarded("", () -> dialect.load(connection, table, columns, () -> stoppable(rows.iterator())));
    }

    /** A bulk load is no statement that could be cancelled, so it ends at the next row. */
    private Iterator<List<Object>> stoppable(Iterator<List<Object>> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                synchronized (running) {
                    if (cancelled) {
                        throw new WarehouseException(Kind.CANCELLED, "The load was cancelled.", Optional.empty(), null);
                    }
                }
                return rows.hasNext();
            }

            @Override
            public List<Object> next() {
                return rows.next();
            }
        };
    }

    @Override
    public void cancel() {
        synchronized (running) {
            if (current == null && !loading) return;
            cancelled = true;
            if (current == null) return;
            try {
                current.cancel();
            } catch (SQLException endedMeanwhile) {
                cancelled = false;
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException alreadyGone) {
            // nothing is lost: an open transaction ends with its connection
        } finally {
            onClose.accept(this);
        }
    }

    private java.sql.Statement begun(java.sql.Statement statement) throws SQLException {
        if (!timeout.isZero()) statement.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
        synchronized (running) {
            current = statement;
        }
        return statement;
    }

    private <T> T guarded(String sql, Call<T> call) {
        if (transaction == Transaction.FAILED) {
            throw refused("A statement of this transaction failed, so only a rollback will do.");
        }
        try {
            return call.now();
        } catch (SQLException failure) {
            throw failed(dialect.explain(failure, sql));
        } catch (RuntimeException | Error fromSinkOrRows) {
            failTransaction();
            throw fromSinkOrRows;
        } finally {
            synchronized (running) {
                current = null;
                loading = false;
                cancelled = false;
            }
        }
    }

    private WarehouseException failed(WarehouseException failure) {
        failTransaction();
        synchronized (running) {
            if (failure.kind() != Kind.CANCELLED || cancelled || timeout.isZero()) return failure;
        }
        return timedOut(failure.getCause());
    }

    private WarehouseException timedOut(Throwable cause) {
        return new WarehouseException(
                Kind.TIMED_OUT,
                "The statement ran longer than the target's statement_timeout of " + timeout.toSeconds() + " s.",
                Optional.empty(),
                cause);
    }

    private void failTransaction() {
        if (transaction == Transaction.OPEN) transaction = Transaction.FAILED;
    }

    private static WarehouseException refused(String message) {
        return new WarehouseException(Kind.STATEMENT, message, Optional.empty(), null);
    }

    private interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    private interface Call<T> {
        T now() throws SQLException;
    }
}
