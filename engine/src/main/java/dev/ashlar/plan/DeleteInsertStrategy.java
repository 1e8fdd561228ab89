package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import java.util.List;

/** The batch takes the place of all rows that have one of its keys. */
record DeleteInsertStrategy(KeyedBatch batch) implements KeyedStrategy {
    @Override
    public Applied applied(Receiving receiving, Shape shape) {
        if (batch.keys().isEmpty()) return Applied.telling(batch.insert(receiving));
        Statement delete = new RowStatement.DeleteMatching(
                receiving.name(),
                batch.name(),
                batch.keys(),
                batch.equality(),
                batch.incremental().predicates());
        return Applied.telling(delete, batch.insert(receiving));
    }

    @Override
    public Outlook outlook(Receiving receiving, CatalogRelation table) {
        return new AfterBatch(batch, table, receiving).replacing();
    }

    @Override
    public String merged(List<CatalogColumn> brought, CatalogRelation table) {
        return batch.insteadOf(brought, table);
    }

    @Override
    public List<ColumnName> replacing() {
        return batch.keys();
    }
}
