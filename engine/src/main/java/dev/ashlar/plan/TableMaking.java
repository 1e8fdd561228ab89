package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RelationStatement.ColumnDefinition;
import dev.ashlar.report.CatalogColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a table is made of a query: by one statement, or by a definition that is filled. */
final class TableMaking {
    private TableMaking() {}

    /** Whether the layout says what only a definition of the columns can. */
    static boolean isDefined(Assignment work) {
        if (!work.can(EngineCapability.ENCODINGS)) return false;
        Map<String, Object> asked = work.build().layout().values();
        return asked.containsKey("encode") || "auto".equals(asked.get("sort_type"));
    }

    /** By the contract, by a definition, or by one statement. @param columns of the query */
    static List<Statement> made(
            Assignment work, ColumnContract contract, RelationName table, List<CatalogColumn> columns, String sql) {
        if (contract.enforced()) {
            Statement definition = new RelationStatement.CreateTable(
                    table,
                    contract.definitions(),
                    contract.ofTable(),
                    work.build().layout());
            return filled(work, definition, table, columns, sql);
        }
        if (isDefined(work)) return defined(work, table, columns, sql);
        return List.of(
                new RelationStatement.CreateTableAs(table, sql, work.build().layout(), ""));
    }

    /** @param columns of the query */
    static List<Statement> defined(Assignment work, RelationName table, List<CatalogColumn> columns, String sql) {
        List<ColumnDefinition> definitions = columns.stream()
                .map(c -> new ColumnDefinition(c.name(), c.type(), List.of()))
                .toList();
        Statement definition = new RelationStatement.CreateTable(
                table, definitions, List.of(), work.build().layout());
        return filled(work, definition, table, columns, sql);
    }

    /** The definition, the rows, and the statistics that no insert leaves behind. */
    static List<Statement> filled(
            Assignment work, Statement definition, RelationName table, List<CatalogColumn> columns, String sql) {
        List<ColumnName> names = columns.stream().map(CatalogColumn::name).toList();
        List<Statement> statements =
                new ArrayList<>(List.of(definition, new RowStatement.InsertFrom(table, names, sql)));
        statements.addAll(new Statistics(work).of(table));
        return statements;
    }
}
