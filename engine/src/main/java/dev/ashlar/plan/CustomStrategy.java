package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Statements of a macro of the project bring the batch into the table, within the transaction of the increment. Which rows
 * stay is not known, so tests of uniqueness wait until the table is as it would be published.
 */
record CustomStrategy(KeyedBatch batch, String name) implements KeyedStrategy {
    @Override
    public Applied applied(Receiving receiving, Shape shape) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("target", receiving.name());
        arguments.put("batch", batch.name());
        arguments.put("columns", quoted(receiving.written()));
        arguments.put("unique_key", quoted(batch.keys()));
        arguments.put("config", batch.work().node().header().config().values());
        List<Statement> statements = MovedRows.told(
                batch.work().compiled().macros().statements("strategy_" + name, arguments), receiving.name());
        return new Applied(statements, List.of(), Optional.empty(), List.of());
    }

    private static List<String> quoted(List<ColumnName> columns) {
        return columns.stream().map(ColumnName::quoted).toList();
    }

    @Override
    public String merged(List<CatalogColumn> brought, CatalogRelation table) {
        return Step.Sight.Batch.UNKNOWN;
    }
}
