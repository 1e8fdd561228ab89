package dev.ashlar.adapter.redshift;

import dev.ashlar.adapter.jdbc.ConnectionSource;
import dev.ashlar.adapter.jdbc.JdbiRunLocks;
import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.adapter.jdbc.SessionPool;
import dev.ashlar.manifest.ConfigSchema;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.Target;
import dev.ashlar.plan.Bindings;
import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.TypeWidening;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.Catalog;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;

/** A Redshift cluster or a serverless workgroup. */
public final class RedshiftWarehouse implements Warehouse {
    /** Besides one connection for each thread: the catalog, the records, the lease, and who stands in the way of a swap. */
    private static final int BESIDES_THREADS = 4;

    private final SessionPool pool;
    private final RedshiftDialect dialect;
    private final BulkLoad bulk;

    private RedshiftWarehouse(SessionPool pool, RedshiftDialect dialect, BulkLoad bulk) {
        this.pool = pool;
        this.dialect = dialect;
        this.bulk = bulk;
    }

    /** The keys a redshift target may have in profiles.yml, beside those of every target. */
    public static ConfigSchema profileKeys() {
        return RedshiftProfileKeys.SCHEMA;
    }

    /**
     * Connects once, to see whether the target can be worked with.
     *
     * @param label under which the server lists the sessions
     * @throws dev.ashlar.diagnostic.DiagnosticException when it cannot
     */
    public static RedshiftWarehouse open(Target target, StatementRenderer renderer, String label) {
        RedshiftProfile profile = RedshiftProfile.of(target);
        ConnectionSource source = RedshiftOpening.source(profile, label);
        Connection first = RedshiftOpening.first(source, profile);
        BulkLoad bulk = BulkLoad.of(profile.staging(), source);
        RedshiftDialect dialect = new RedshiftDialect(profile.settings(), new LockHolders(source), bulk);
        SessionPool.Limits limits = new SessionPool.Limits(
                target.threads() + BESIDES_THREADS,
                profile.connectTimeout(),
                profile.keepAlive(),
                profile.settings().statementTimeout());
        return new RedshiftWarehouse(SessionPool.of(first, source, limits, dialect, renderer), dialect, bulk);
    }

    @Override
    public String engine() {
        return RedshiftFacts.ENGINE;
    }

    @Override
    public Set<EngineCapability> capabilities() {
        return RedshiftFacts.FACTS.can();
    }

    @Override
    public int identifierLimit() {
        return RedshiftFacts.IDENTIFIER_LIMIT;
    }

    @Override
    public TypeWidening types() {
        return RedshiftFacts.FACTS.types();
    }

    @Override
    public WarehouseSession open() {
        return pool.open();
    }

    /**
     * The records that stand in the warehouse. Close them before the warehouse.
     *
     * @param schema of the records' tables
     */
    public JdbiRunRecords records(String schema, InstantSource clock) {
        return new JdbiRunRecords(pool::connect, dialect, schema, clock);
    }

    /**
     * The leases of runs. Close them before the warehouse.
     *
     * @param schema of the records' tables
     */
    public JdbiRunLocks locks(String schema) {
        return new JdbiRunLocks(pool::connect, dialect, new RedshiftLeases(), schema);
    }

    @Override
    public Catalog catalog(Collection<String> schemas) {
        return pool.ask(connection -> RedshiftCatalog.ofSchemas(connection, schemas));
    }

    @Override
    public Catalog catalogOf(RelationName relation) {
        return pool.ask(connection -> RedshiftCatalog.ofRelation(connection, relation));
    }

    @Override
    public Bindings bindings(RelationName relation) {
        return pool.ask(connection -> RedshiftBindings.read(connection, relation));
    }

    @Override
    public void endSession(long session) {
        pool.ask(connection -> RedshiftLeases.end(connection, session));
    }

    @Override
    public void cancelAll() {
        pool.cancelAll();
    }

    @Override
    public void close() {
        pool.close();
        bulk.close();
    }
}
