package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.CatalogColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a table's columns when rows come with other columns or types ({@code on_schema_change}).
 *
 * @param added columns that the table gets
 * @param dropped columns that the table loses
 * @param widened columns with the types that hold what they held and what comes
 * @param retyped columns with the types that come, where a cast decides
 * @param written the columns that the rows and the table then share, spelled as the table does
 * @param faults what the policy does not allow, one sentence part each
 */
record SchemaChange(
        List<CatalogColumn> added,
        List<ColumnName> dropped,
        List<CatalogColumn> widened,
        List<CatalogColumn> retyped,
        List<ColumnName> written,
        List<String> faults) {

    static SchemaChange between(
            List<CatalogColumn> table, List<CatalogColumn> rows, OnSchemaChange policy, TypeWidening types) {
        SchemaChange change = new SchemaChange(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        for (CatalogColumn row : rows) {
            Optional<CatalogColumn> present = find(table, row.name());
            if (present.isPresent()) change.meet(present.get(), row, policy, types);
            else change.add(row, policy);
        }
        for (CatalogColumn present : table) {
            if (find(rows, present.name()).isEmpty()) change.drop(present, policy);
        }
        return change;
    }

    private void add(CatalogColumn row, OnSchemaChange policy) {
        switch (policy) {
            case IGNORE -> {}
            case FAIL -> faults.add("column '" + row.name().name() + "' is new");
            case APPEND_NEW_COLUMNS, SYNC_ALL_COLUMNS -> {
                added.add(row);
                written.add(row.name());
            }
        }
    }

    private void drop(CatalogColumn present, OnSchemaChange policy) {
        switch (policy) {
            case IGNORE, APPEND_NEW_COLUMNS -> {}
            case FAIL -> faults.add("column '" + present.name().name() + "' is gone");
            case SYNC_ALL_COLUMNS -> dropped.add(present.name());
        }
    }

    private void meet(CatalogColumn present, CatalogColumn row, OnSchemaChange policy, TypeWidening types) {
        written.add(present.name());
        Optional<String> joined = types.join(present.type(), row.type());
        if (joined.isPresent() && joined.get().equals(present.type())) return;
        CatalogColumn wider = new CatalogColumn(present.name(), joined.orElse(row.type()), Optional.empty());
        if (policy == OnSchemaChange.FAIL) faults.add(differs(present, row));
        else if (joined.isPresent()) widened.add(wider);
        else if (policy == OnSchemaChange.SYNC_ALL_COLUMNS) retyped.add(wider);
        else faults.add(differs(present, row));
    }

    private static String differs(CatalogColumn present, CatalogColumn row) {
        return "column '" + present.name().name() + "' is " + row.type() + " in the query and " + present.type()
                + " in the table";
    }

    static Optional<CatalogColumn> find(List<CatalogColumn> columns, ColumnName name) {
        return columns.stream().filter(c -> c.name().sameAs(name)).findFirst();
    }

    /** Whether the table gets other columns or types. */
    boolean alters() {
        return !added.isEmpty() || !dropped.isEmpty() || !widened.isEmpty() || !retyped.isEmpty();
    }

    /** @throws dev.ashlar.diagnostic.DiagnosticException when the policy does not allow the change */
    void demandAllowed(Assignment work, String remedy) {
        if (!faults.isEmpty()) {
            throw PlanRefusal.cannotBuild(work.node(), String.join("; ", faults) + ".", remedy);
        }
    }

    /** Statements that may stand in the transaction that writes. */
    List<Statement> alterations(RelationName table, Assignment work) {
        List<Statement> statements = new ArrayList<>();
        added.forEach(c -> statements.add(new ColumnStatement.AddColumn(table, c)));
        if (work.can(EngineCapability.ALTER_TYPE_IN_TRANSACTION)) statements.addAll(widenings(table));
        retyped.forEach(c -> statements.add(new ColumnStatement.RetypeColumn(table, c.name(), c.type())));
        dropped.forEach(name -> statements.add(new ColumnStatement.DropColumn(table, name)));
        return statements;
    }

    /** Widenings that have to stand before the transaction; harmless if what follows fails. */
    List<Statement> before(RelationName table, Assignment work) {
        return work.can(EngineCapability.ALTER_TYPE_IN_TRANSACTION) ? List.of() : widenings(table);
    }

    private List<Statement> widenings(RelationName table) {
        return widened.stream()
                .<Statement>map(c -> new ColumnStatement.WidenColumn(table, c.name(), c.type()))
                .toList();
    }

    /** Columns of the table afterwards. */
    List<CatalogColumn> applied(List<CatalogColumn> table) {
        List<CatalogColumn> after = new ArrayList<>();
        for (CatalogColumn column : table) {
            if (dropped.contains(column.name())) continue;
            String type = find(widened, column.name())
                    .or(() -> find(retyped, column.name()))
                    .map(CatalogColumn::type)
                    .orElse(column.type());
            after.add(new CatalogColumn(column.name(), type, column.comment()));
        }
        after.addAll(added);
        return after;
    }

    /** What is changed for good, said aloud. */
    List<Diagnostic> announcements(Assignment work) {
        List<String> said = new ArrayList<>();
        retyped.forEach(c -> said.add("column '" + c.name().name() + "' is cast to " + c.type()));
        dropped.forEach(c -> said.add("column '" + c.name() + "' is dropped"));
        if (said.isEmpty()) return List.of();
        return List.of(Diagnostic.warning(
                work.node().header().location(),
                "on_schema_change changes the table of " + PlanRefusal.thing(work.node()) + ": "
                        + String.join("; ", said) + ".",
                ""));
    }
}
