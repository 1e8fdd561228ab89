package dev.ashlar.adapter.postgres;

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
import java.sql.PreparedStatement;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;

/** A Postgres server, from version 15 on. */
public final class PostgresWarehouse implements Warehouse {
    /** Besides one connection for each thread: the catalog, the records, the lease, and who stands in the way of a lock. */
    private static final int BESIDES_THREADS = 4;

    /** Only a session of this very run: numbers are used again. */
    private static final String END = "select pg_terminate_backend(pid, 60000) from pg_stat_activity"
            + " where pid = ? and application_name = current_setting('application_name')";

    private final SessionPool pool;
    private final PostgresDialect dialect;

    private PostgresWarehouse(SessionPool pool, PostgresDialect dialect) {
        this.pool = pool;
        this.dialect = dialect;
    }

    /** The keys a postgres target may have in profiles.yml, beside those of every target. */
    public static ConfigSchema profileKeys() {
        return PostgresProfile.KEYS;
    }

    /**
     * Connects once, to see whether the target can be worked with.
     *
     * @param label under which the server lists the sessions
     * @throws dev.ashlar.diagnostic.DiagnosticException when it cannot
     */
    public static PostgresWarehouse open(Target target, StatementRenderer renderer, String label) {
        PostgresProfile profile = PostgresProfile.of(target);
        ConnectionSource source = PostgresOpening.source(profile, label);
        Connection first = PostgresOpening.first(source, profile);
        PostgresDialect dialect = new PostgresDialect(profile.sessionSettings(), new LockHolders(source));
        SessionPool.Limits limits = new SessionPool.Limits(
                target.threads() + BESIDES_THREADS,
                profile.connectTimeout(),
                profile.keepAlive(),
                profile.statementTimeout());
        return new PostgresWarehouse(SessionPool.of(first, source, limits, dialect, renderer), dialect);
    }

    @Override
    public String engine() {
        return PostgresFacts.ENGINE;
    }

    @Override
    public Set<EngineCapability> capabilities() {
        return PostgresFacts.FACTS.can();
    }

    @Override
    public int identifierLimit() {
        return PostgresFacts.IDENTIFIER_LIMIT;
    }

    @Override
    public TypeWidening types() {
        return PostgresFacts.FACTS.types();
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
        return new JdbiRunLocks(pool::connect, dialect, new PostgresLeases(), schema);
    }

    @Override
    public Catalog catalog(Collection<String> schemas) {
        return pool.ask(connection -> PostgresCatalog.ofSchemas(connection, schemas));
    }

    @Override
    public Catalog catalogOf(RelationName relation) {
        return pool.ask(connection -> PostgresCatalog.ofRelation(connection, relation));
    }

    @Override
    public Bindings bindings(RelationName relation) {
        return pool.ask(connection -> PostgresBindings.read(connection, relation));
    }

    @Override
    public void endSession(long session) {
        pool.ask(connection -> {
            try (PreparedStatement end = connection.prepareStatement(END)) {
                end.setLong(1, session);
                return end.execute();
            }
        });
    }

    @Override
    public void cancelAll() {
        pool.cancelAll();
    }

    @Override
    public void close() {
        pool.close();
    }
}
