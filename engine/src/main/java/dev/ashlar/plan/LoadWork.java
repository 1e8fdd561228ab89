package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.FileLoad.NewFile;
import dev.ashlar.plan.FileLoad.Outdated;
import dev.ashlar.plan.LoadStatement.LedgerEntry;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import dev.ashlar.plan.LoadStatement.RowHash;
import dev.ashlar.plan.RelationState.Ownership;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One load to plan for, and all that may be known about it. */
record LoadWork(Node.Source source, FileLoad load, RelationState state, PlanContext context) {
    RelationName table() {
        return state.name();
    }

    Optional<CatalogRelation> published() {
        return state.published();
    }

    CandidateNames names() {
        return CandidateNames.of(table(), context.identifierLimit());
    }

    boolean gated() {
        return context.gate() == PlanContext.GateMode.GATED;
    }

    RelationName ledger() {
        return context.markers().named(LoadPlanner.LEDGER);
    }

    /** The table's, with the engine's own behind them. */
    List<ColumnName> columns() {
        List<ColumnName> columns =
                new ArrayList<>(load.columns().stream().map(LoadedColumn::name).toList());
        for (String own : List.of("_file", "_row", "_loaded_at", "_batch_id")) columns.add(new ColumnName(own));
        if (load.rowHash() == RowHash.WRITTEN) columns.add(new ColumnName("_row_hash"));
        return columns;
    }

    List<LoadedColumn> lacking(CatalogRelation present) {
        return load.columns().stream()
                .filter(column -> present.find(column.name()).isEmpty())
                .toList();
    }

    /** Whether rows of this load can take the place of a table's rows where dropping it would cost others something. */
    boolean isOfTheSameShape(CatalogRelation present) {
        return context.can().contains(EngineCapability.GRANTS)
                && present.columns().size() == columns().size()
                && columns().stream().allMatch(column -> present.find(column).isPresent())
                && load.columns().stream()
                        .allMatch(column -> present.find(column.name())
                                .filter(c -> context.types().same(c.type(), column.declared()))
                                .isPresent());
    }

    /** Batches whose rows are taken out of the table as it stands. */
    List<Long> outdated() {
        return load.outdated().stream()
                .map(Outdated::batch)
                .filter(batch -> batch != FileLoad.PASSED_OVER)
                .toList();
    }

    /** Takes their entries out of the ledger; nothing where there are none. */
    Optional<Statement> forgetFiles() {
        if (load.outdated().isEmpty()) return Optional.empty();
        return Optional.of(new LoadStatement.ForgetFiles(
                ledger(),
                table().plain(),
                load.outdated().stream().map(Outdated::path).distinct().toList()));
    }

    Statement marker(RelationName relation) {
        return new MarkerStatement.RecordMarker(
                context.markers(),
                relation,
                source.id(),
                context.attempt(),
                context.invocationId(),
                "",
                context.runTime());
    }

    /** @param rejects records that do not fit, by batch */
    Statement recordLoads(Map<Long, Long> rejects) {
        List<LedgerEntry> entries = new ArrayList<>(load.skipped());
        for (NewFile file : load.files()) {
            long unfit = rejects.getOrDefault(file.batch(), 0L);
            entries.add(new LedgerEntry(
                    file.label(),
                    file.bytes(),
                    file.modified(),
                    file.checksum(),
                    file.batch(),
                    file.records() - unfit,
                    unfit));
        }
        return new LoadStatement.RecordLoads(
                ledger(), table().plain(), entries, load.loadedAt(), context.invocationId());
    }

    void demandFreeWay() {
        published().ifPresent(taken -> {
            if (state.ownership() == Ownership.UNKNOWN || taken.kind() != Kind.TABLE) {
                throw PlanRefusal.of(
                        source,
                        "Cannot load " + PlanRefusal.thing(source) + ": " + PlanRefusal.thing(taken)
                                + (taken.kind() == Kind.TABLE
                                        ? " exists and was not made by Ashlar."
                                        : " is in its place."),
                        "Drop or rename it, or give the source's table another identifier.");
            }
        });
        for (CatalogRelation stranger : state.strangers()) {
            throw PlanRefusal.of(
                    source,
                    "Cannot load " + PlanRefusal.thing(source) + ": " + PlanRefusal.thing(stranger)
                            + " stands where the load puts what it works on, and was not made by Ashlar.",
                    "Drop or rename it.");
        }
    }
}
