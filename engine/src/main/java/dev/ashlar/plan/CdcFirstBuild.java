package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Cdc;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Replacement.Hooks;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds a table of a whole change stream: the operations are staged and read, what they leave is a candidate, and hard
 * deletes are remembered beside it. Both are published by one transaction.
 */
record CdcFirstBuild(Assignment work, Incremental incremental, Cdc cdc) implements FirstBuild {

    @Override
    public Plan begin() {
        work.demandFreeWay();
        List<Step> steps = new ArrayList<>(work.opening());
        steps.add(increment().stageRows(work.names().source()));
        steps.add(new Step.Read(describing(), List.of()));
        return new Plan(steps, List.of(), increment().cleanup());
    }

    private Increment increment() {
        Increment increment =
                new Increment(work, work.names().source()).with(work.names().changes());
        if (cdc.orphans().isPresent()) increment.with(work.names().removed());
        return increment;
    }

    private String describing() {
        return new ColumnContract(work)
                .describing("select * from " + work.names().source());
    }

    @Override
    public Plan proceed(Shape read) {
        ColumnContract contract = new ColumnContract(work);
        Shape shape = read.of(contract.own(read.columns()));
        CdcStream stream = CdcStream.of(work, incremental, cdc, shape.columns(), Optional.empty());
        Step.Read last = new Step.Read(describing(), stream.questions(), work.bound());
        if (!shape.asked().equals(last.asked())) {
            return new Plan(
                    List.of(new Step.Stage(stream.telling()), last),
                    List.of(),
                    increment().cleanup());
        }
        List<CatalogColumn> columns =
                contract.checked(read.columns(), stream.rows().brought());
        stream.demandSound(shape);
        Replacement replacement = new Replacement(work, Kind.TABLE);
        RelationName candidate = work.names().candidate();
        List<Statement> making = new ArrayList<>(TableMaking.made(
                work, contract, candidate, columns, stream.fold(columns).sql()));
        making.addAll(ColumnDocs.fresh(work, candidate, Kind.TABLE, columns));
        making.addAll(stream.quarantine().candidate(candidate));
        if (work.remembersDeletes()) making.addAll(stream.tombstones().candidate());
        making.addAll(increment().cleanup());
        List<Statement> cleanup = new ArrayList<>(replacement.cleanup());
        cleanup.addAll(increment().cleanup());
        List<Diagnostic> notes = new ArrayList<>(contract.notes());
        notes.addAll(stream.notes(shape));
        Shape built = new Shape(columns, Map.of(), shape.bindings());
        return new Plan(
                replacement.steps(Hooks.DONE, making, built, stream.rowCounts(shape)),
                notes,
                cleanup,
                Optional.empty(),
                stream.counts(shape));
    }
}
