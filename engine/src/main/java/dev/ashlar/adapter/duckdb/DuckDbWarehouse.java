package dev.ashlar.adapter.duckdb;

import dev.ashlar.adapter.jdbc.JdbcSession;
import dev.ashlar.adapter.jdbc.JdbiRunLocks;
import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.adapter.jdbc.SessionConnection;
import dev.ashlar.manifest.ConfigSchema;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.Target;
import dev.ashlar.plan.Bindings;
import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.EngineFacts;
import dev.ashlar.plan.TypeWidening;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.Catalog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.duckdb.DuckDBConnection;

/**
 * The embedded engine: a database in a file, opened in this process. Every session is a connection of its own to the same
 * instance; making one takes 7 microseconds, so none is kept for reuse, and a session's temporary tables end with it.
 */
public final class DuckDbWarehouse implements Warehouse {
    public static final String ENGINE = "duckdb";

    /** The engine has no limit of its own; this one keeps names within what the other engines and file systems take. */
    private static final int IDENTIFIER_LIMIT = 255;

    private static final Set<EngineCapability> CAPABILITIES = Set.of(
            EngineCapability.DDL_TRANSACTIONAL,
            EngineCapability.MERGE_CONDITIONAL,
            EngineCapability.ALTER_TYPE_IN_TRANSACTION,
            EngineCapability.INDEXES,
            EngineCapability.INDEX_BLOCKS_RENAME,
            EngineCapability.COMMENTS,
            EngineCapability.CONSTRAINTS_ENFORCED,
            EngineCapability.PARALLEL_WRITERS,
            EngineCapability.READS_FILES,
            EngineCapability.KEEPS_ORDER);

    private final DuckDBConnection root;
    private final DuckDbProfile profile;
    private final StatementRenderer renderer;
    private final DuckDbDialect dialect = new DuckDbDialect();
    private final Set<JdbcSession> open = ConcurrentHashMap.newKeySet();

    private DuckDbWarehouse(DuckDBConnection root, DuckDbProfile profile, StatementRenderer renderer) {
        this.root = root;
        this.profile = profile;
        this.renderer = renderer;
    }

    /** What can be said without a connection. */
    public static EngineFacts facts() {
        return new EngineFacts(ENGINE, CAPABILITIES, IDENTIFIER_LIMIT, new DuckDbTypes());
    }

    /** The keys a duckdb target may have in profiles.yml, beside those of every target. */
    public static ConfigSchema profileKeys() {
        return DuckDbProfile.KEYS;
    }

    /**
     * Opens the target's file, and makes it and its folder where they lack.
     *
     * @param base the folder at which relative paths of the profile start
     * @throws dev.ashlar.diagnostic.DiagnosticException when it cannot be opened
     */
    public static DuckDbWarehouse open(Target target, Path base, StatementRenderer renderer) {
        DuckDbProfile profile = DuckDbProfile.of(target, base);
        return new DuckDbWarehouse(DuckDbOpening.open(profile), profile, renderer);
    }

    @Override
    public String engine() {
        return ENGINE;
    }

    @Override
    public Set<EngineCapability> capabilities() {
        if (profile.keepsOrder()) return CAPABILITIES;
        Set<EngineCapability> others = EnumSet.copyOf(CAPABILITIES);
        others.remove(EngineCapability.KEEPS_ORDER);
        return others;
    }

    @Override
    public int identifierLimit() {
        return IDENTIFIER_LIMIT;
    }

    @Override
    public TypeWidening types() {
        return new DuckDbTypes();
    }

    @Override
    public WarehouseSession open() {
        JdbcSession session = new JdbcSession(
                SessionConnection.owned(connect()), renderer, dialect, profile.statementTimeout(), open::remove);
        open.add(session);
        return session;
    }

    /**
     * The records that stand in the warehouse. Close them before the warehouse.
     *
     * @param schema of the records' tables
     */
    public JdbiRunRecords records(String schema, InstantSource clock) {
        return new JdbiRunRecords(this::connect, dialect, schema, clock);
    }

    /**
     * The leases of runs. Close them before the warehouse.
     *
     * @param schema of the records' tables
     * @param process this process, as it stands in leases
     */
    public JdbiRunLocks locks(String schema, String process) {
        return new JdbiRunLocks(this::connect, dialect, new DuckDbLeases(process), schema);
    }

    private Connection connect() {
        try {
            return root.duplicate();
        } catch (SQLException failure) {
            throw dialect.explain(failure, "");
        }
    }

    @Override
    public Catalog catalog(Collection<String> schemas) {
        try (Connection connection = connect()) {
            return DuckDbCatalog.ofSchemas(connection, schemas);
        } catch (SQLException failure) {
            throw dialect.explain(failure, "");
        }
    }

    @Override
    public Catalog catalogOf(RelationName relation) {
        try (Connection connection = connect()) {
            return DuckDbCatalog.ofRelation(connection, relation);
        } catch (SQLException failure) {
            throw dialect.explain(failure, "");
        }
    }

    @Override
    public Bindings bindings(RelationName relation) {
        return Bindings.NONE;
    }

    @Override
    public void endSession(long session) {
        throw new IllegalArgumentException("Sessions of an embedded engine have no number: " + session);
    }

    @Override
    public void cancelAll() {
        for (JdbcSession session : List.copyOf(open)) session.cancel();
    }

    @Override
    public void close() {
        for (JdbcSession session : List.copyOf(open)) session.close();
        try {
            root.close();
        } catch (SQLException failure) {
            throw dialect.explain(failure, "");
        }
    }
}
