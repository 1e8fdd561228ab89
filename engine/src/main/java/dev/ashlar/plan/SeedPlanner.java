package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RelationStatement.ColumnDefinition;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table filled from a file of the project, within the transaction that makes the candidate. */
final class SeedPlanner {
    private final Assignment work;
    private final ColumnContract contract;
    private final Replacement replacement;

    SeedPlanner(Assignment work) {
        this.work = work;
        this.contract = new ColumnContract(work);
        this.replacement = new Replacement(work, Kind.TABLE);
    }

    /** @param columns of the file, with the types to give them */
    Plan begin(List<CatalogColumn> columns) {
        work.demandFreeWay();
        RelationName candidate = work.names().candidate();
        List<Step> steps = new ArrayList<>(work.opening());
        List<Statement> before = new ArrayList<>();
        before.add(new TransactionStatement.Begin());
        before.addAll(work.compiled().hooks().before());
        before.add(new RelationStatement.CreateTable(
                candidate,
                columns.stream().map(this::definition).toList(),
                contract.enforced() ? contract.ofTable() : List.of(),
                work.build().layout()));
        steps.add(new Step.Stage(before));
        steps.add(new Step.LoadRows(candidate, columns, Step.LoadRows.Content.SEED));
        List<Statement> after = new ArrayList<>(new Statistics(work).of(candidate));
        after.addAll(ColumnDocs.fresh(work, candidate, Kind.TABLE, columns));
        after.addAll(replacement.indexed());
        after.add(work.marker(candidate));
        after.add(new TransactionStatement.Commit());
        steps.add(new Step.Stage(after));
        steps.addAll(replacement.gateAndSwap());
        return new Plan(steps, contract.notes(), replacement.cleanup());
    }

    /** After the candidate was read, with what hangs on the published table. */
    Plan proceed(Shape shape) {
        return new Plan(
                replacement.swapSteps(work.names().candidate(), Optional.of(shape)), List.of(), replacement.cleanup());
    }

    private ColumnDefinition definition(CatalogColumn column) {
        List<String> constraints = contract.enforced() ? contract.ofColumn(column.name()) : List.of();
        return new ColumnDefinition(column.name(), column.type(), constraints);
    }
}
