package dev.ashlar.adapter.jdbc;

import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.EngineFacts;
import dev.ashlar.plan.TypeWidening;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseSession;
import java.time.InstantSource;
import java.util.Set;

/** A server that is reached through a pool of connections; how its catalog reads is the engine's. */
public abstract class PooledWarehouse implements Warehouse {
    private final EngineFacts facts;
    private final SessionPool pool;
    private final JdbcDialect dialect;
    private final LeaseDialect leases;

    /** @param pool closed with the warehouse */
    protected PooledWarehouse(EngineFacts facts, SessionPool pool, JdbcDialect dialect, LeaseDialect leases) {
        this.facts = facts;
        this.pool = pool;
        this.dialect = dialect;
        this.leases = leases;
    }

    /** Does work that is right when done twice, again on another connection when one died. */
    protected final <T> T ask(SessionPool.Work<T> work) {
        return pool.ask(work);
    }

    @Override
    public final String engine() {
        return facts.name();
    }

    @Override
    public final Set<EngineCapability> capabilities() {
        return facts.can();
    }

    @Override
    public final int identifierLimit() {
        return facts.identifierLimit();
    }

    @Override
    public final TypeWidening types() {
        return facts.types();
    }

    @Override
    public final WarehouseSession open() {
        return pool.open();
    }

    /**
     * The records that stand in the warehouse. Close them before the warehouse.
     *
     * @param schema of the records' tables
     */
    public final JdbiRunRecords records(String schema, InstantSource clock) {
        return new JdbiRunRecords(pool::connect, dialect, schema, clock);
    }

    /**
     * The leases of runs. Close them before the warehouse.
     *
     * @param schema of the records' tables
     */
    public final JdbiRunLocks locks(String schema) {
        return new JdbiRunLocks(pool::connect, dialect, leases, schema);
    }

    @Override
    public final void cancelAll() {
        pool.cancelAll();
    }

    @Override
    public void close() {
        pool.close();
    }
}
