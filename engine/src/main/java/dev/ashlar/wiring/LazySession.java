package dev.ashlar.wiring;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.Typing;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import dev.ashlar.report.RowCounts;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** A session that is opened when a template first asks the warehouse something, since most never do. */
final class LazySession implements WarehouseSession {
    private final Supplier<WarehouseSession> open;
    private WarehouseSession session;

    LazySession(Supplier<WarehouseSession> open) {
        this.open = open;
    }

    private synchronized WarehouseSession session() {
        if (session == null) session = open.get();
        return session;
    }

    @Override
    public RowCounts run(Statement statement) {
        return session().run(statement);
    }

    @Override
    public boolean takesTransactions() {
        return session().takesTransactions();
    }

    @Override
    public void runTransaction(List<String> words) {
        session().runTransaction(words);
    }

    @Override
    public RowCounts runText(String sql) {
        return session().runText(sql);
    }

    @Override
    public void query(String sql, RowSink sink) {
        session().query(sql, sink);
    }

    @Override
    public QueryResult read(String sql, int limit) {
        return session().read(sql, limit);
    }

    @Override
    public List<CatalogColumn> describe(String sql) {
        return session().describe(sql);
    }

    @Override
    public long load(RelationName table, List<CatalogColumn> columns, Typing typing, Iterable<List<Object>> rows) {
        return session().load(table, columns, typing, rows);
    }

    @Override
    public OptionalLong serverNumber() {
        return session().serverNumber();
    }

    @Override
    public void cancel() {
        session().cancel();
    }

    @Override
    public synchronized void close() {
        if (session != null) session.close();
        session = null;
    }
}
