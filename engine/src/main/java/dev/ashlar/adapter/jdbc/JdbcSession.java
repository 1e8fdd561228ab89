package dev.ashlar.adapter.jdbc;

import dev.ashlar.adapter.jdbc.JdbcDialect.ColumnReader;
import dev.ashlar.adapter.jdbc.JdbcDialect.Results;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.RowStatement;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import dev.ashlar.report.RowCounts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A session over one JDBC connection. The connection stays in auto-commit: transactions are opened and
 * ended by statements, because the drivers' own {@code commit()} hides failures (DuckDB 2.0.0.1 returns normally after a
 * failed statement and silently goes to auto-commit after a failed commit; a {@code commit} sent as a statement does
 * neither).
 */
public final class JdbcSession implements WarehouseSession {
    private static final int ROWS_FETCHED_AT_ONCE = 2_000;

    private final SessionConnection held;
    private final Connection connection;
    private final StatementRenderer renderer;
    private final JdbcDialect dialect;
    private final Duration timeout;
    private final Consumer<JdbcSession> onClose;

    private final Activity activity;
    private final Set<RelationName> temporaries = new LinkedHashSet<>();
    private Set<RelationName> temporariesBefore = Set.of();
    private Optional<Duration> lockWait = Optional.empty();

    /** Whether a result was left before its end, for which drivers cancel what may by then be another statement. */
    private boolean abandoned;

    private State state = State.FRESH;
    private Transaction transaction = Transaction.NONE;

    private enum Transaction {
        NONE,
        OPEN,
        FAILED
    }

    private enum State {
        /** Nothing was sent, so nothing needs to be tidied up. */
        FRESH,
        USED,
        /** The connection died: nobody may get it again. */
        LOST,
        CLOSED
    }

    /**
     * @param held what the session works on, and gives back when it is closed
     * @param timeout longest time one statement may take; zero for no limit
     * @param onClose told once, when the session has been given back
     */
    public JdbcSession(
            SessionConnection held,
            StatementRenderer renderer,
            JdbcDialect dialect,
            Duration timeout,
            Consumer<JdbcSession> onClose) {
        this.held = held;
        this.connection = held.connection();
        this.renderer = renderer;
        this.dialect = dialect;
        this.timeout = timeout;
        this.onClose = onClose;
        this.activity = new Activity(connection, dialect);
    }

    @Override
    public RowCounts run(Statement statement) {
        statement.temporaryTable().ifPresent(this::makeRoom);
        return switch (statement) {
            case TransactionStatement.Begin begin -> begin(renderer.render(begin));
            case TransactionStatement.Commit commit -> commit(renderer.render(commit));
            case TransactionStatement.Rollback rollback -> rollback(renderer.render(rollback));
            case Statement.RawSql raw -> runText(raw.text());
            case RowStatement.MergeInto merge -> merge(merge);
            case RelationStatement.CreateSchema create when transaction == Transaction.NONE -> makeSchema(create);
            case RelationStatement.DropTableIfExists drop
            when drop.table().schema().isEmpty() -> dropTemporary(drop);
            case Statement other -> StatementCounts.of(other, bounded(other));
        };
    }

    private long bounded(Statement statement) {
        String sql = renderer.render(statement);
        dialect.unseen(statement, sql).ifPresent(this::describe);
        lockWait = dialect.lockWait(statement);
        try {
            return update(sql);
        } finally {
            lockWait = Optional.empty();
        }
    }

    private RowCounts makeSchema(RelationStatement.CreateSchema create) {
        String sql = renderer.render(create);
        return guarded(sql, () -> {
            SchemaMaking.make(connection, dialect, create.schema(), () -> send(sql));
            return RowCounts.NONE;
        });
    }

    /** A temporary table of the name may be left from a transaction that is done again. */
    private void makeRoom(RelationName temporary) {
        if (!temporaries.add(temporary)) dialect.dropTemporary(temporary).ifPresent(this::update);
    }

    /** A name without a schema is a temporary table's: where this session made none, a lasting table might answer to it. */
    private RowCounts dropTemporary(RelationStatement.DropTableIfExists drop) {
        if (temporaries.contains(drop.table())) {
            update(renderer.render(drop));
            temporaries.remove(drop.table());
        }
        return RowCounts.NONE;
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
        temporariesBefore = Set.copyOf(temporaries);
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
                try {
                    update(sql);
                } catch (WarehouseException failed) {
                    undone();
                    throw failed;
                }
            }
        }
        return RowCounts.NONE;
    }

    private RowCounts rollback(String sql) {
        if (transaction == Transaction.NONE) return RowCounts.NONE;
        transaction = Transaction.NONE;
        update(sql);
        undone();
        return RowCounts.NONE;
    }

    /** What the transaction made is gone, what it dropped is back. */
    private void undone() {
        temporaries.clear();
        temporaries.addAll(temporariesBefore);
    }

    private RowCounts merge(RowStatement.MergeInto merge) {
        String sql = renderer.render(merge);
        return guarded(
                sql,
                () -> dialect.merge(connection, merge, new JdbcDialect.Sending() {
                    @Override
                    public long update() throws SQLException {
                        return send(sql);
                    }

                    @Override
                    public List<Long> numbers() throws SQLException {
                        return sendForNumbers(sql);
                    }
                }));
    }

    private long update(String sql) {
        return guarded(sql, () -> send(sql));
    }

    private long send(String sql) throws SQLException {
        try (java.sql.Statement statement = begun(connection.createStatement())) {
            if (!statement.execute(sql)) return statement.getLargeUpdateCount();
            // before its statement: Redshift's driver would otherwise cancel what may by then be the next one
            statement.getResultSet().close();
            return -1;
        }
    }

    private List<Long> sendForNumbers(String sql) throws SQLException {
        try (java.sql.Statement statement = begun(connection.createStatement());
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            List<Long> numbers = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) numbers.add(row.getLong(i));
            return numbers;
        }
    }

    @Override
    public void query(String sql, RowSink sink) {
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

    @Override
    public QueryResult read(String sql, int limit) {
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

    /**
     * Hands out rows as asked for outside transactions. Within one a failure must tell its reason at the first try, since a
     * second is not to be had, and drivers may hide it while streaming.
     *
     * @param most rows that are wanted; 0 for all
     * @return null where the statement gives no rows
     */
    private <T> T reading(String sql, Results results, int most, Reading<T> reading) {
        return guarded(sql, () -> {
            if (transaction != Transaction.NONE) return read(sql, most, reading);
            dialect.handOut(connection, results);
            try {
                return read(sql, most, reading);
            } catch (SQLException | RuntimeException | Error failure) {
                if (!(failure instanceof SQLException)) abandoned = true;
                if (!connection.getAutoCommit()) connection.rollback();
                if (!(failure instanceof SQLException refused) || !dialect.hidesReason(refused)) throw failure;
                stopIfAsked();
            } finally {
                dialect.handOut(connection, Results.GATHERED);
            }
            return read(sql, most, reading);
        });
    }

    private <T> T read(String sql, int most, Reading<T> reading) throws SQLException {
        try (java.sql.Statement statement = begun(connection.createStatement())) {
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

    private void stopIfAsked() {
        if (activity.cancelled()) {
            throw new WarehouseException(Kind.CANCELLED, "The query was cancelled.", Optional.empty(), null);
        }
        if (ranTooLong()) throw timedOut(null);
    }

    private boolean ranTooLong() {
        return !timeout.isZero() && activity.ranFor(timeout);
    }

    @Override
    public List<CatalogColumn> describe(String sql) {
        return guarded(sql, () -> dialect.describe(connection, sql));
    }

    private List<CatalogColumn> columns(ResultSetMetaData metadata) throws SQLException {
        List<CatalogColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(new CatalogColumn(
                    new ColumnName(metadata.getColumnLabel(i)), dialect.type(metadata, i), Optional.empty()));
        }
        return columns;
    }

    @Override
    public long load(RelationName table, List<CatalogColumn> columns, Iterable<List<Object>> rows) {
        return guarded("", () -> {
            activity.loads();
            return dialect.load(connection, table, columns, () -> activity.stoppable(rows.iterator()));
        });
    }

    @Override
    public OptionalLong serverNumber() {
        try {
            return dialect.serverNumber(connection);
        } catch (SQLException failure) {
            throw dialect.explain(failure, "");
        }
    }

    @Override
    public void cancel() {
        activity.cancel();
    }

    @Override
    public void close() {
        if (state == State.CLOSED) return;
        try {
            if (state == State.LOST || abandoned || activity.everCancelled()) held.discard();
            else giveBack();
        } finally {
            state = State.CLOSED;
            onClose.accept(this);
        }
    }

    private void giveBack() {
        try {
            if (transaction != Transaction.NONE) {
                send(renderer.render(new TransactionStatement.Rollback()));
                undone();
            }
            if (state == State.USED) dialect.tidy(connection, Set.copyOf(temporaries));
            held.giveBack();
        } catch (SQLException unfitForOthers) {
            held.discard();
        }
    }

    private java.sql.Statement begun(java.sql.Statement statement) throws SQLException {
        statement.setEscapeProcessing(false);
        Duration longest = lockWait.orElse(timeout);
        if (!longest.isZero()) dialect.limit(statement, longest);
        activity.sends(statement);
        return statement;
    }

    private <T> T guarded(String sql, Call<T> call) {
        if (transaction == Transaction.FAILED) {
            throw refused("A statement of this transaction failed, so only a rollback will do.");
        }
        if (state == State.FRESH) state = State.USED;
        try {
            return call.now();
        } catch (SQLException failure) {
            throw failed(blamed(waited(dialect.explain(failure, sql)), sql));
        } catch (RuntimeException | Error fromSinkOrRows) {
            failTransaction();
            throw fromSinkOrRows;
        } finally {
            activity.ended();
        }
    }

    /** Nothing but others kept the statement from ending, so it may be tried again. */
    private WarehouseException waited(WarehouseException failure) {
        boolean ended = failure.kind() == Kind.CANCELLED || failure.kind() == Kind.TIMED_OUT;
        if (!ended || activity.cancelled() || !lockWait.map(activity::ranFor).orElse(false)) return failure;
        return new WarehouseException(
                Kind.RETRYABLE,
                "The statement waited longer than the target's lock_timeout of "
                        + lockWait.get().toSeconds() + " s for other sessions.",
                Optional.empty(),
                failure.getCause());
    }

    private WarehouseException blamed(WarehouseException failure, String sql) {
        return dialect.obstacle(connection, failure, sql)
                .map(who -> new WarehouseException(
                        failure.kind(),
                        failure.getMessage() + (failure.getMessage().endsWith(".") ? " " : ". ") + who,
                        failure.position(),
                        failure.getCause()))
                .orElse(failure);
    }

    /** A time-out may look like a request to cancel, and the server may have a time-out of its own. */
    private WarehouseException failed(WarehouseException failure) {
        failTransaction();
        return switch (failure.kind()) {
            case CANCELLED -> !activity.cancelled() && ranTooLong() ? timedOut(failure.getCause()) : failure;
            case TIMED_OUT -> ranTooLong() ? timedOut(failure.getCause()) : failure;
            case CONNECTION -> {
                state = State.LOST;
                yield failure;
            }
            case STATEMENT, RETRYABLE -> failure;
        };
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
