package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RelationStatement.ColumnDefinition;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A published table made anew beside itself, since a column of it cannot be changed where it stands: the same rows, cast to
 * the columns that it is to have. An increment is applied to that, and it takes the published one's place.
 */
record TableRewrite(Assignment work, ColumnContract contract, CatalogRelation table, SchemaChange change) {

    /** Whether the change can be made in no other way. */
    static boolean needed(
            Assignment work, ColumnContract contract, CatalogRelation table, SchemaChange change, Rebinding rebinding) {
        if (work.can(EngineCapability.ALTER_TYPE_IN_TRANSACTION)) return false;
        if (!change.retyped().isEmpty()) return true;
        // a column that a view is bound to could be altered between two transactions only, while the view is gone
        boolean boundViews = !rebinding.before(work.name()).isEmpty();
        return change.widened().stream()
                .anyMatch(column -> boundViews
                        || contract.fixes(column.name())
                        || !work.context()
                                .types()
                                .inPlace(
                                        table.find(column.name()).orElseThrow(),
                                        column.type(),
                                        work.build().layout()));
    }

    List<CatalogColumn> columns() {
        return change.applied(table.columns());
    }

    /** Makes the candidate, with the rows and the comments of the published table. */
    List<Statement> making() {
        RelationName candidate = work.names().candidate();
        List<Statement> statements = new ArrayList<>();
        if (isDefined()) {
            statements.add(new RelationStatement.CreateTable(
                    candidate,
                    definitions(),
                    contract.enforced() ? contract.ofTable() : List.of(),
                    work.build().layout()));
            List<ColumnName> names = columns().stream().map(CatalogColumn::name).toList();
            statements.add(new RowStatement.InsertFrom(candidate, names, rows()));
        } else {
            statements.add(new RelationStatement.CreateTableAs(
                    candidate, rows(), work.build().layout(), ""));
        }
        statements.addAll(ColumnDocs.carried(
                work, table, new CatalogRelation(candidate, Kind.TABLE, columns(), table.comment())));
        return statements;
    }

    boolean isDefined() {
        return contract.enforced() || TableMaking.isDefined(work);
    }

    private List<ColumnDefinition> definitions() {
        return columns().stream()
                .map(c -> new ColumnDefinition(
                        c.name(),
                        c.type(),
                        // rows that were there before a column have null in it
                        contract.enforced() && table.find(c.name()).isPresent()
                                ? contract.ofColumn(c.name())
                                : List.of()))
                .toList();
    }

    private String rows() {
        List<String> values = new ArrayList<>();
        for (CatalogColumn column : columns()) {
            Optional<CatalogColumn> present = table.find(column.name());
            String value = present.map(p -> cast(p, column.type()))
                    .orElseGet(() -> "cast(null as " + column.type() + ") as " + column.name());
            values.add(value);
        }
        return "select\n    " + String.join(",\n    ", values) + "\nfrom " + table.name();
    }

    private static String cast(CatalogColumn present, String type) {
        if (present.type().equals(type)) return present.name().quoted();
        // no engine that needs this has a cast from boolean to text
        boolean flag = present.type().equals("boolean") && type.contains("char");
        String value = flag
                ? "case when " + present.name() + " then 'true' when not " + present.name() + " then 'false' end"
                : present.name().quoted();
        return "cast(" + value + " as " + type + ") as " + present.name();
    }

    /** Said aloud, since all rows are written again. */
    Diagnostic announcement() {
        List<String> said = new ArrayList<>();
        change.widened().forEach(c -> said.add("column '" + c.name().name() + "' becomes " + c.type()));
        change.retyped().forEach(c -> said.add("column '" + c.name().name() + "' is cast to " + c.type()));
        change.added().forEach(c -> said.add("column '" + c.name().name() + "' is added"));
        change.dropped().forEach(c -> said.add("column '" + c.name() + "' is dropped"));
        return Diagnostic.warning(
                work.node().header().location(),
                "The table of " + PlanRefusal.thing(work.node()) + " is made anew with all its rows, since "
                        + work.context().engine() + " cannot change the type of a column in its place: "
                        + String.join("; ", said) + ".",
                "");
    }
}
