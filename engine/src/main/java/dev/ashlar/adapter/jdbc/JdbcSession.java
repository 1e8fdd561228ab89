package dev.ashlar.adapter.jdbc;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.RowStatement;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.plan.Typing;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import dev.ashlar.report.RowCounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A session over one JDBC connection. The connection stays in auto-commit: transactions are opened and
 * ended by statements, because the drivers' own {@code commit()} hides failures (DuckDB 2.0.0.1 returns normally after a
 * failed statement and silently goes to auto-commit after a failed commit; a {@code commit} sent as a statement does
 * neither).
 */
public final class JdbcSession implements WarehouseSession {
    private final SessionConnection held;
    private final Connection connection;
    private final StatementRenderer renderer;
    private final JdbcDialect dialect;
    private final Consumer<JdbcSession> onClose;

    private final Activity activity;
    private final TimeLimits limits;
    private final Sender sender;
    private final SessionTransaction transaction = new SessionTransaction();
    private final ResultReading reading;
    private State state = State.FRESH;

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
        this.onClose = onClose;
        this.activity = new Activity(connection, dialect);
        this.limits = new TimeLimits(connection, dialect, activity, timeout);
        this.sender = new Sender(connection, limits, activity);
        this.reading = new ResultReading(connection, dialect, sender, limits, transaction);
    }

    @Override
    public RowCounts run(Statement statement) {
        statement.temporaryTable().ifPresent(this::makeRoom);
        return switch (statement) {
            case TransactionStatement.Begin begin -> sent(begin, transaction::begin);
            case TransactionStatement.Commit commit -> sent(commit, transaction::commit);
            case TransactionStatement.Rollback rollback -> sent(rollback, transaction::rollback);
            case Statement.RawSql raw -> StatementCounts.of(raw, update(raw.text()));
            case RowStatement.MergeInto merge -> merge(merge);
            case RelationStatement.CreateSchema create when transaction.isNone() -> makeSchema(create);
            case RelationStatement.DropTableIfExists drop
            when drop.table().schema().isEmpty() -> dropTemporary(drop);
            case Statement other -> StatementCounts.of(other, bounded(other));
        };
    }

    @Override
    public boolean takesTransactions() {
        return dialect.takesScripts() && transaction.isNone();
    }

    @Override
    public void runTransaction(List<String> words) {
        String sql = words.stream().map(JdbcSession::closed).collect(Collectors.joining(";"));
        transaction.whole(() -> update(sql));
    }

    /** A comment at the end of a statement must not take the next one with it. */
    private static String closed(String sql) {
        return sql.contains("--") ? sql + "\n" : sql;
    }

    private RowCounts sent(Statement statement, Consumer<Runnable> change) {
        String sql = renderer.render(statement);
        change.accept(() -> update(sql));
        return RowCounts.NONE;
    }

    private long bounded(Statement statement) {
        String sql = renderer.render(statement);
        dialect.unseen(statement, sql).ifPresent(this::describe);
        return limits.waiting(dialect.lockWait(statement), () -> update(sql));
    }

    private RowCounts makeSchema(RelationStatement.CreateSchema create) {
        String sql = renderer.render(create);
        return guarded(sql, () -> {
            SchemaMaking.make(connection, dialect, create.schema(), () -> sender.send(sql));
            return RowCounts.NONE;
        });
    }

    /** A temporary table of the name may be left from a transaction that is done again. */
    private void makeRoom(RelationName temporary) {
        if (!transaction.makes(temporary)) dialect.dropTemporary(temporary).ifPresent(this::update);
    }

    /** A name without a schema is a temporary table's: where this session made none, a lasting table might answer to it. */
    private RowCounts dropTemporary(RelationStatement.DropTableIfExists drop) {
        if (transaction.has(drop.table())) {
            update(renderer.render(drop));
            transaction.dropped(drop.table());
        }
        return RowCounts.NONE;
    }

    @Override
    public RowCounts runText(String sql) {
        update(sql);
        return RowCounts.UNKNOWN;
    }

    private RowCounts merge(RowStatement.MergeInto merge) {
        String sql = renderer.render(merge);
        return guarded(
                sql,
                () -> dialect.merge(connection, merge, new JdbcDialect.Sending() {
                    @Override
                    public long update() throws SQLException {
                        return sender.send(sql);
                    }

                    @Override
                    public List<Long> numbers() throws SQLException {
                        return sender.sendForNumbers(sql);
                    }
                }));
    }

    private long update(String sql) {
        return guarded(sql, () -> sender.send(sql));
    }

    @Override
    public void query(String sql, RowSink sink) {
        guarded(sql, () -> {
            reading.stream(sql, sink);
            return null;
        });
    }

    @Override
    public QueryResult read(String sql, int limit) {
        return guarded(sql, () -> reading.first(sql, limit));
    }

    @Override
    public List<CatalogColumn> describe(String sql) {
        return guarded(sql, () -> dialect.describe(connection, sql));
    }

    @Override
    public long load(RelationName table, List<CatalogColumn> columns, Typing typing, Iterable<List<Object>> rows) {
        return guarded("", () -> {
            activity.loads();
            return dialect.load(connection, table, columns, typing, () -> activity.stoppable(rows.iterator()));
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
            if (state == State.LOST || reading.abandoned() || activity.everCancelled()) held.discard();
            else giveBack();
        } finally {
            state = State.CLOSED;
            onClose.accept(this);
        }
    }

    private void giveBack() {
        try {
            if (!transaction.isNone()) {
                sender.send(renderer.render(new TransactionStatement.Rollback()));
                transaction.undone();
            }
            if (state == State.USED) dialect.tidy(connection, transaction.temporaries());
            held.giveBack();
        } catch (SQLException unfitForOthers) {
            held.discard();
        }
    }

    private interface Call<T> {
        T now() throws SQLException;
    }

    private <T> T guarded(String sql, Call<T> call) {
        transaction.demandSound();
        if (state == State.FRESH) state = State.USED;
        try {
            return call.now();
        } catch (SQLException failure) {
            WarehouseException explained = limits.explain(failure, sql);
            transaction.failed();
            if (explained.kind() == Kind.CONNECTION) state = State.LOST;
            throw explained;
        } catch (RuntimeException | Error fromSinkOrRows) {
            transaction.failed();
            throw fromSinkOrRows;
        } finally {
            activity.ended();
        }
    }
}
