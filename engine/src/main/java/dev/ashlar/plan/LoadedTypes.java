package dev.ashlar.plan;

import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a loaded table's columns whose types the project now says otherwise. A wider type is taken over in place;
 * any other is refused, since a cast could lose what was loaded.
 *
 * @param widened statements that give columns the wider types
 */
record LoadedTypes(LoadWork work, List<Statement> widened) {

    /** @throws dev.ashlar.diagnostic.DiagnosticException naming the columns whose type cannot be taken over */
    static LoadedTypes of(LoadWork work, CatalogRelation present) {
        List<Statement> widened = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (LoadedColumn column : work.load().columns()) {
            Optional<CatalogColumn> standing = present.find(column.name());
            if (standing.isEmpty()) continue;
            CatalogColumn now = standing.get();
            Optional<String> joined = work.context().types().join(now.type(), column.declared());
            if (joined.filter(now.type()::equals).isPresent()) continue;
            boolean inPlace = joined.isPresent() && work.context().types().inPlace(now, joined.get(), Layout.NONE);
            if (inPlace) widened.add(new ColumnStatement.WidenColumn(work.table(), now.name(), joined.get()));
            else faults.add("'" + now.name().name() + "' is " + now.type() + " in the table, not " + column.type());
        }
        if (faults.isEmpty()) return new LoadedTypes(work, List.copyOf(widened));
        throw PlanRefusal.of(
                work.source(),
                "Cannot load " + PlanRefusal.thing(work.source()) + ": " + String.join("; ", faults) + ".",
                "Write the type of the table, or load all files anew with 'ashlar load --reload "
                        + work.source().sourceName() + "." + work.source().name() + "'.");
    }

    /** Where the change cannot stand in a transaction. Harmless if what follows fails. */
    List<Step> before() {
        return widened.isEmpty() || inTransaction() ? List.of() : List.of(new Step.Stage(widened));
    }

    List<Statement> within() {
        return inTransaction() ? widened : List.of();
    }

    private boolean inTransaction() {
        return work.context().can().contains(EngineCapability.ALTER_TYPE_IN_TRANSACTION);
    }
}
