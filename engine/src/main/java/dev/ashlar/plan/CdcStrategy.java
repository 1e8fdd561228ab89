package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.CdcDeletes;
import dev.ashlar.manifest.Materialization.CdcUpdate;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Cdc;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Step.Question;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.OperationCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows are operations on keys, and the last of a key wins, also across runs: the table keeps the sequence of what was
 * applied, and {@link Tombstones} that of deletes. What an operation means depends on what is known of its key, so the staged
 * operations are looked at twice: for their columns, and then beside the rows of their keys.
 */
record CdcStrategy(Assignment work, Incremental incremental, Cdc cdc) implements BatchStrategy {
    private static final String REBUILD = "Rebuild the table from all operations with --full-refresh.";

    @Override
    public Optional<FirstBuild> firstBuild() {
        return Optional.of(new CdcFirstBuild(work, incremental, cdc));
    }

    @Override
    public RelationName staged() {
        return work.names().source();
    }

    @Override
    public List<RelationName> temporary() {
        List<RelationName> names = new ArrayList<>();
        if (restaged()) names.add(work.names().standing());
        names.add(work.names().changes());
        names.addAll(Quarantine.temporary(work, cdc.orphans()));
        return names;
    }

    @Override
    public List<Question> questions() {
        return List.of();
    }

    @Override
    public boolean looksTwice() {
        return true;
    }

    private CdcStream stream(List<CatalogColumn> staged) {
        CdcStream stream =
                CdcStream.of(work, incremental, cdc, staged, work.state().published());
        return restaged() ? stream.restaged() : stream;
    }

    /** Whether the known rows of the keys are needed again, once what the operations mean has been told. */
    private boolean restaged() {
        return cdc.update() == CdcUpdate.CHANGED || cdc.deletes() == CdcDeletes.SOFT || Quarantine.takesPart(work);
    }

    @Override
    public Optional<Look> secondLook(List<CatalogColumn> staged) {
        CdcStream stream = stream(staged);
        stream.tombstones().demandSameKeys();
        demandSameDeletes(stream);
        List<Statement> first = new ArrayList<>();
        if (restaged()) first.add(stream.staging());
        first.addAll(stream.telling());
        return Optional.of(new Look(first, stream.questions()));
    }

    /** Rows that soft deletes left would stand up again. */
    private void demandSameDeletes(CdcStream stream) {
        boolean stood = stream.table()
                .flatMap(t -> t.find(CdcRows.IS_DELETED))
                .filter(c -> c.type().equalsIgnoreCase("boolean"))
                .isPresent();
        if (!stood
                || SchemaChange.find(stream.rows().brought(), CdcRows.IS_DELETED)
                        .isPresent()) return;
        throw PlanRefusal.cannotBuild(
                work.node(),
                "its table has a column '" + CdcRows.IS_DELETED.name()
                        + "' of soft deletes, and cdc_deletes is hard now.",
                REBUILD);
    }

    @Override
    public void demandSound(Shape shape) {
        stream(shape.columns()).demandSound(shape);
    }

    @Override
    public List<Diagnostic> notes(Shape shape) {
        return stream(shape.columns()).notes(shape);
    }

    @Override
    public Optional<OperationCounts> operations(Shape shape) {
        return stream(shape.columns()).counts(shape);
    }

    @Override
    public List<CatalogColumn> brought(List<CatalogColumn> staged) {
        return stream(staged).rows().brought();
    }

    @Override
    public List<Statement> making(List<CatalogColumn> staged, List<CatalogColumn> after) {
        CdcStream stream = stream(staged);
        demandKept(stream, after);
        if (Quarantine.takesPart(work)) {
            return stream.quarantine().making(stream.fold(after), work.names().batch());
        }
        return List.of(new RelationStatement.CreateTemporaryTableAs(
                work.names().batch(), stream.fold(after).sql(), ""));
    }

    /** What was applied to a key can be known in later runs only where the table has the columns for it. */
    private void demandKept(CdcStream stream, List<CatalogColumn> after) {
        List<ColumnName> needed = new ArrayList<>(stream.rows().keys());
        needed.addAll(stream.rows().sequence());
        if (stream.rows().soft()) needed.add(CdcRows.IS_DELETED);
        for (ColumnName column : needed) {
            if (SchemaChange.find(after, column).isPresent()) continue;
            throw PlanRefusal.cannotBuild(
                    work.node(), "its table has no column '" + column.name() + "', which the strategy needs.", REBUILD);
        }
    }

    @Override
    public Applied applied(Receiving receiving, Shape shape) {
        CdcStream stream = stream(shape.columns());
        List<ColumnName> all =
                receiving.columns().stream().map(CatalogColumn::name).toList();
        List<ColumnName> keys = all.stream()
                .filter(c -> stream.rows().keys().stream().anyMatch(c::sameAs))
                .toList();
        RelationName batch = work.names().batch();
        List<ColumnName> values = all.stream().filter(c -> !keys.contains(c)).toList();
        List<Statement> statements = new ArrayList<>();
        if (Quarantine.takesPart(work)) {
            statements.addAll(stream.quarantine().applied(receiving.name(), all, keys));
        } else if (!work.can(EngineCapability.MERGE_CONDITIONAL)) {
            statements.add(new RowStatement.DeleteKeys(receiving.name(), stream.told(), keys, Operations.TOUCHED));
            statements.add(new RowStatement.InsertFrom(
                    receiving.name(), all, "select " + KeyMatch.list(all) + "\nfrom " + batch));
        } else if (stream.rows().soft()) {
            statements.add(new RowStatement.MergeInto(
                    receiving.name(), batch, keys, new RowStatement.KeyEquality.Plain(), values, all, List.of()));
        } else {
            statements.add(new RowStatement.ApplyOperations(
                    receiving.name(), batch, stream.told(), keys, values, all, Operations.TOUCHED, Operations.GONE));
        }
        List<Statement> beside =
                new ArrayList<>(stream.tombstones().applied(receiving.columns(), cdc.tombstoneRetention()));
        if (Quarantine.takesPart(work)) beside.addAll(stream.quarantine().beside(receiving.columns()));
        return new Applied(statements, beside, stream.rowCounts(shape), List.of());
    }

    /** The batch holds all columns that the table will have. */
    @Override
    public Outlook outlook(Receiving receiving, CatalogRelation table) {
        return new Outlook.Rows(merged(receiving.columns(), table));
    }

    @Override
    public String merged(List<CatalogColumn> brought, CatalogRelation table) {
        List<ColumnName> keys = incremental.uniqueKey().stream()
                .map(key -> SchemaChange.find(brought, key).orElseThrow().name())
                .toList();
        return new KeyedBatch(work, incremental).besides(brought, table) + "\nwhere not exists (select 1 from "
                + work.names().changes() + " as told where told." + Operations.TOUCHED + " and "
                + KeyMatch.equal("told", "kept", keys, new RowStatement.KeyEquality.Plain()) + ")"
                + setAside(keys);
    }

    /** Rows that are set aside are none of those that stay. */
    private String setAside(List<ColumnName> keys) {
        if (!work.quarantines()) return "";
        return " and not exists (select 1 from " + work.names().removed() + " as orphan where "
                + KeyMatch.equal("orphan", "kept", keys, new RowStatement.KeyEquality.Plain()) + ")";
    }

    @Override
    public List<ColumnName> replacing() {
        return incremental.uniqueKey();
    }
}
