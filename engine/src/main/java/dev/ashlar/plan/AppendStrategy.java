package dev.ashlar.plan;

import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import java.util.List;

/** The rows of the batch are added, whatever stands. */
record AppendStrategy(KeyedBatch batch) implements KeyedStrategy {
    @Override
    public Applied applied(Receiving receiving, Shape shape) {
        return Applied.telling(batch.insert(receiving));
    }

    @Override
    public Outlook outlook(Receiving receiving, CatalogRelation table) {
        return new AfterBatch(batch, table, receiving).added();
    }

    @Override
    public String merged(List<CatalogColumn> brought, CatalogRelation table) {
        return batch.besides(brought, table);
    }
}
