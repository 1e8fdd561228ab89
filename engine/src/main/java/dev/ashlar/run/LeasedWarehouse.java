package dev.ashlar.run;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Bindings;
import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.TypeWidening;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.Catalog;
import java.util.Collection;
import java.util.Set;

/** The warehouse for a run with a lease: each session is known to the lease before anything is sent through it. */
record LeasedWarehouse(Warehouse warehouse, RunLease lease) implements Warehouse {
    @Override
    public WarehouseSession open() {
        WarehouseSession session = warehouse.open();
        boolean admitted = false;
        try {
            lease.admit(session);
            admitted = true;
            return session;
        } finally {
            if (!admitted) session.close();
        }
    }

    @Override
    public String engine() {
        return warehouse.engine();
    }

    @Override
    public Set<EngineCapability> capabilities() {
        return warehouse.capabilities();
    }

    @Override
    public int identifierLimit() {
        return warehouse.identifierLimit();
    }

    @Override
    public TypeWidening types() {
        return warehouse.types();
    }

    @Override
    public Catalog catalog(Collection<String> schemas) {
        return warehouse.catalog(schemas);
    }

    @Override
    public Catalog catalogOf(RelationName relation) {
        return warehouse.catalogOf(relation);
    }

    @Override
    public Bindings bindings(RelationName relation) {
        return warehouse.bindings(relation);
    }

    @Override
    public void endSession(long session) {
        warehouse.endSession(session);
    }

    @Override
    public void cancelAll() {
        warehouse.cancelAll();
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
