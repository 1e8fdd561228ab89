package dev.ashlar.contract;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Bindings;
import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.TypeWidening;
import dev.ashlar.plan.Typing;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import dev.ashlar.report.RowCounts;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** A warehouse whose statements somebody watches, and may refuse or lose the answers of. */
public final class WatchedWarehouse implements Warehouse {
    private final Warehouse inner;
    private final Watch watch;

    public WatchedWarehouse(Warehouse inner, Watch watch) {
        this.inner = inner;
        this.watch = watch;
    }

    /** Hears of everything that writes; a bulk load counts as a statement without text. */
    public interface Watch {
        void before(String statement);

        void after(String statement);

        /** @param session the same object for the same session */
        default void cancelled(Object session) {}
    }

    @Override
    public String engine() {
        return inner.engine();
    }

    @Override
    public Set<EngineCapability> capabilities() {
        return inner.capabilities();
    }

    @Override
    public int identifierLimit() {
        return inner.identifierLimit();
    }

    @Override
    public TypeWidening types() {
        return inner.types();
    }

    @Override
    public WarehouseSession open() {
        return new Session(inner.open());
    }

    @Override
    public Catalog catalog(Collection<String> schemas) {
        return inner.catalog(schemas);
    }

    @Override
    public Catalog catalogOf(RelationName relation) {
        return inner.catalogOf(relation);
    }

    @Override
    public Bindings bindings(RelationName relation) {
        return inner.bindings(relation);
    }

    @Override
    public void endSession(long session) {
        inner.endSession(session);
    }

    @Override
    public void cancelAll() {
        inner.cancelAll();
    }

    @Override
    public void close() {
        inner.close();
    }

    private final class Session implements WarehouseSession {
        private final WarehouseSession inside;

        Session(WarehouseSession inside) {
            this.inside = inside;
        }

        private <T> T watched(String statement, Supplier<T> work) {
            watch.before(statement);
            T result = work.get();
            watch.after(statement);
            return result;
        }

        @Override
        public RowCounts run(Statement statement) {
            return watched(statement.getClass().getSimpleName(), () -> inside.run(statement));
        }

        @Override
        public RowCounts runText(String sql) {
            return watched("text", () -> inside.runText(sql));
        }

        @Override
        public long load(RelationName table, List<CatalogColumn> columns, Typing typing, Iterable<List<Object>> rows) {
            return watched("load", () -> inside.load(table, columns, typing, rows));
        }

        @Override
        public void query(String sql, RowSink sink) {
            inside.query(sql, sink);
        }

        @Override
        public QueryResult read(String sql, int limit) {
            return inside.read(sql, limit);
        }

        @Override
        public List<CatalogColumn> describe(String sql) {
            return inside.describe(sql);
        }

        @Override
        public OptionalLong serverNumber() {
            return inside.serverNumber();
        }

        @Override
        public void cancel() {
            watch.cancelled(this);
            inside.cancel();
        }

        @Override
        public void close() {
            inside.close();
        }
    }
}
