package dev.ashlar.contract;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Bindings;
import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.TypeWidening;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.Catalog;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * A warehouse of which planners do not know all that it can do, so that one engine shows that two ways lead to the same rows.
 *
 * @param unknown what it is not said to be able to do
 */
public record RestrictedWarehouse(Warehouse inner, Set<EngineCapability> unknown) implements Warehouse {
    @Override
    public String engine() {
        return inner.engine();
    }

    @Override
    public Set<EngineCapability> capabilities() {
        Set<EngineCapability> said = EnumSet.copyOf(inner.capabilities());
        said.removeAll(unknown);
        return said;
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
        return inner.open();
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
}
