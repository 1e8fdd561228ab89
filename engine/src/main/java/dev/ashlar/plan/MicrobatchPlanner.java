package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.Step.Publish;
import dev.ashlar.plan.Step.Read;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table of a microbatch model that is made anew: a candidate that takes batch after batch, each in a transaction of its
 * own, and is tested and published once. Each batch is staged first, so that it can be read before it is added. What the
 * candidate has taken stands in the ledger under its name.
 */
final class MicrobatchPlanner {
    private final Assignment work;
    private final Microbatch model;
    private final ColumnContract contract;
    private final Replacement replacement;

    MicrobatchPlanner(Assignment work, Microbatch model) {
        this.work = work;
        this.model = model;
        this.contract = new ColumnContract(work);
        this.replacement = new Replacement(work, Kind.TABLE);
    }

    Plan begin() {
        return switch (work.context().portion()) {
            case Portion.FirstOfTable first -> {
                work.demandFreeWay();
                yield staging(work.opening(), first.interval());
            }
            case Portion.FurtherOfTable further -> staging(work.resuming(), further.interval());
            case Portion.Table table -> publication(table);
            case Portion.Abandonment abandonment ->
                new Plan(List.of(new Step.Stage(replacement.cleanup())), List.of(), List.of());
            case Portion.Whole p -> throw noPart(p);
            case Portion.Batch p -> throw noPart(p);
        };
    }

    private static IllegalStateException noPart(Portion portion) {
        return new IllegalStateException("No part of making a table: " + portion);
    }

    private Plan staging(List<Step> before, TimeInterval interval) {
        List<Step> steps = new ArrayList<>(before);
        Increment increment = new Increment(work, batch());
        steps.add(increment.stageRows(batch()));
        steps.add(new Read(
                contract.describing("select * from " + batch()),
                List.of(window(interval).question(batch()))));
        return new Plan(steps, List.of(), increment.cleanup());
    }

    private EventWindow window(TimeInterval interval) {
        return new EventWindow(work.node(), model, interval);
    }

    Plan proceed(Shape shape) {
        return switch (work.context().portion()) {
            case Portion.FirstOfTable first -> made(first, shape);
            case Portion.FurtherOfTable further -> added(further, shape);
            case Portion.Table table ->
                new Plan(
                        replacement.swapSteps(candidate(), Optional.of(shape), recorded(table)),
                        List.of(),
                        cleanup(table));
            case Portion.Abandonment p -> throw noPart(p);
            case Portion.Whole p -> throw noPart(p);
            case Portion.Batch p -> throw noPart(p);
        };
    }

    private Plan made(Portion.FirstOfTable first, Shape shape) {
        List<CatalogColumn> columns = checked(first.interval(), shape);
        TablePlanner table = new TablePlanner(work);
        List<Statement> statements = new ArrayList<>(List.of(new TransactionStatement.Begin()));
        statements.addAll(table.making(columns, "select " + KeyMatch.list(names(columns)) + "\nfrom " + batch()));
        statements.add(Intervals.forgotten(work));
        List<Statement> recorded = new ArrayList<>(Intervals.taken(work, model, first.interval(), first.entry()));
        recorded.add(work.marker(candidate()));
        statements.addAll(committing(recorded));
        List<Diagnostic> notes = new ArrayList<>(contract.notes());
        return new Plan(List.of(new Publish(statements)), notes, cleanup());
    }

    private Plan added(Portion.FurtherOfTable further, Shape shape) {
        List<ColumnName> columns = names(checked(further.interval(), shape));
        List<CatalogColumn> before = candidateColumns()
                .orElseThrow(() -> PlanRefusal.cannotBuild(
                        work.node(), "the table that its batches are added to is gone.", "Run it again."));
        boolean same = before.size() == columns.size()
                && before.stream().allMatch(one -> columns.stream().anyMatch(one.name()::sameAs));
        if (!same) {
            throw PlanRefusal.cannotBuild(
                    work.node(), "its batches do not all have the same columns.", "Give every batch the same columns.");
        }
        List<Statement> statements = new ArrayList<>(List.of(
                new TransactionStatement.Begin(),
                new RowStatement.InsertFrom(
                        candidate(), columns, "select " + KeyMatch.list(columns) + "\nfrom " + batch())));
        // the marker keeps telling what the candidate was begun from
        statements.addAll(committing(
                switch (further.entry()) {
                    case WRITTEN -> Intervals.taken(work, model, further.interval(), further.entry());
                    case NONE -> List.of(work.marker(candidate()));
                }));
        return new Plan(List.of(new Publish(statements)), List.of(), cleanup());
    }

    private List<CatalogColumn> checked(TimeInterval interval, Shape shape) {
        List<CatalogColumn> columns = contract.checked(shape.columns());
        new NamedColumns(work.node()).demandAmong(columns);
        window(interval).demandWithin(shape);
        return columns;
    }

    private Optional<List<CatalogColumn>> candidateColumns() {
        return work.state().leftovers().stream()
                .filter(one -> one.name().equals(candidate()))
                .findFirst()
                .map(CatalogRelation::columns);
    }

    private List<Statement> committing(List<Statement> recorded) {
        List<Statement> statements = new ArrayList<>(cleanup());
        statements.addAll(recorded);
        statements.add(new TransactionStatement.Commit());
        return statements;
    }

    private List<Statement> cleanup() {
        return new Increment(work, batch()).cleanup();
    }

    private Plan publication(Portion.Table table) {
        // another run may have begun the candidate
        work.demandFreeWay();
        Assignment spelled = candidateColumns().map(work::spelledAs).orElse(work);
        List<Statement> finishing = new ArrayList<>(new Replacement(spelled, Kind.TABLE).indexed());
        finishing.addAll(new Statistics(work).of(candidate()));
        List<Step> steps = new ArrayList<>(work.resuming());
        Assignment.stage(steps, finishing);
        steps.addAll(replacement.gateAndSwap(recorded(table)));
        return new Plan(steps, List.of(), cleanup(table));
    }

    /** A later run may go on with the candidate, unless it holds a part of the rows. */
    private List<Statement> cleanup(Portion.Table table) {
        return switch (table.entry()) {
            case WRITTEN -> List.of();
            case NONE -> replacement.cleanup();
        };
    }

    private List<Statement> recorded(Portion.Table table) {
        return Intervals.replaced(work, model, table);
    }

    private static List<ColumnName> names(List<CatalogColumn> columns) {
        return columns.stream().map(CatalogColumn::name).toList();
    }

    private RelationName batch() {
        return work.names().batch();
    }

    private RelationName candidate() {
        return work.names().candidate();
    }
}
