package dev.ashlar.port;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Bindings;
import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.TypeWidening;
import dev.ashlar.report.Catalog;
import java.util.Collection;
import java.util.Set;

/** One database, for one run. Sessions are pooled by the adapter and validated before reuse. Safe for many threads. */
public interface Warehouse extends AutoCloseable {
    /** The name under which profiles, templates and SQL folders know the engine: duckdb, postgres, redshift. */
    String engine();

    Set<EngineCapability> capabilities();

    /** Longest identifier in bytes. */
    int identifierLimit();

    /** Which of its types hold the values of which. */
    TypeWidening types();

    /** @throws WarehouseException when no session can be had */
    WarehouseSession open();

    /**
     * Reads the catalog of these schemas; those that do not exist are simply empty. Views of other schemas that are bound to
     * relations of these belong to it.
     */
    Catalog catalog(Collection<String> schemas);

    /** Reads the entry of one relation again. */
    Catalog catalogOf(RelationName relation);

    /** Reads what hangs on a relation. Nothing does on an engine whose views bind when they are read. */
    Bindings bindings(RelationName relation);

    /**
     * Ends a session at the server, and returns when it is gone: whatever it was committing is committed by then, or never will
     * be. One that is gone already is fine.
     *
     * @param session its number at the server
     */
    void endSession(long session);

    /** Cancels what runs in every session that is open. */
    void cancelAll();

    @Override
    void close();
}
