package dev.ashlar.plan;

import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.BatchStrategy.Applied;
import dev.ashlar.plan.Step.Check;
import dev.ashlar.plan.Step.Publish;
import dev.ashlar.plan.Step.Scope;
import dev.ashlar.plan.Step.Sight;
import dev.ashlar.report.CatalogRelation.Kind;
import dev.ashlar.report.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change to a published table: rows are staged in the session, tested, and applied in one transaction in which the tests
 * that need the whole relation run last.
 */
final class Increment {
    private final Assignment work;
    private final RelationName kept;
    private final List<RelationName> temporary = new ArrayList<>();
    private final List<Statement> recorded = new ArrayList<>();

    /** @param kept the staged rows that are kept for a look when tests fail */
    Increment(Assignment work, RelationName kept) {
        this.work = work;
        this.kept = kept;
        temporary.add(kept);
    }

    /** Adds what is written into records in the transaction that publishes. */
    Increment recording(List<Statement> statements) {
        recorded.addAll(statements);
        return this;
    }

    /** Names another temporary table, to be dropped in the end. */
    Increment with(RelationName other) {
        temporary.add(other);
        return this;
    }

    /** Runs the node's query into a temporary table; hooks commit with it. */
    Step stageRows(RelationName rows) {
        CompiledNode compiled = work.compiled();
        Statement staging = new RelationStatement.CreateTemporaryTableAs(rows, compiled.sql(), compiled.sqlHeader());
        if (compiled.hooks().before().isEmpty()) return new Step.Stage(List.of(staging));
        List<Statement> statements = new ArrayList<>();
        statements.add(new TransactionStatement.Begin());
        statements.addAll(compiled.hooks().before());
        statements.add(staging);
        statements.add(work.marker(work.names().candidate()));
        statements.add(new TransactionStatement.Commit());
        return new Step.Stage(statements);
    }

    /**
     * @param batch how tests see the rows before they are applied
     * @param applying statements of the transaction
     * @param counted the rows that these move, where they do not tell
     * @param finishing comments and statistics, once nothing keeps the change from being published
     */
    List<Step> gateAndApply(
            Sight batch, List<Statement> applying, Optional<RowCounts> counted, List<Statement> finishing) {
        List<Statement> before = new ArrayList<>();
        before.add(new TransactionStatement.Begin());
        before.addAll(applying);
        before.addAll(work.compiled().hooks().after());
        List<Statement> after = new ArrayList<>(work.dropFailedBefore());
        after.addAll(finishing);
        after.addAll(new Grants(work).kept());
        // within the transaction, so that no commit of its own is spent on it
        after.addAll(cleanup());
        after.addAll(recorded);
        after.add(work.marker(work.name()));
        after.add(new TransactionStatement.Commit());

        List<Step> steps = new ArrayList<>();
        if (work.gated()) {
            steps.add(new Check(rows(batch), batch, keepFailed(List.of())));
            steps.add(new Publish(before, counted));
            steps.add(new Check(
                    whole(batch), new Sight.Published(), keepFailed(List.of(new TransactionStatement.Rollback()))));
            steps.add(new Publish(after));
        } else {
            before.addAll(after);
            steps.add(new Publish(before, counted));
        }
        steps.addAll(work.closing());
        return steps;
    }

    /**
     * As {@link #gateAndApply}, where the table is made anew beside the published one, changed there, and swapped in.
     *
     * @param applying statements that change the candidate
     */
    List<Step> gateAndReplace(
            Sight batch,
            TableRewrite rewrite,
            List<Statement> applying,
            Optional<RowCounts> counted,
            Optional<Bindings> bindings) {
        return gateAndReplace(batch, rewrite, new Applied(applying, List.of(), counted, List.of()), bindings);
    }

    /** @param applied to the candidate, and what goes with its publication */
    List<Step> gateAndReplace(Sight batch, TableRewrite rewrite, Applied applied, Optional<Bindings> bindings) {
        RelationName candidate = work.names().candidate();
        List<Statement> making = new ArrayList<>(List.of(new TransactionStatement.Begin()));
        making.addAll(rewrite.making());
        List<Statement> filling = new ArrayList<>(applied.statements());
        filling.add(work.marker(candidate));
        filling.add(new TransactionStatement.Commit());

        List<Step> steps = new ArrayList<>();
        if (work.gated()) steps.add(new Check(rows(batch), batch, keepFailed(List.of())));
        steps.add(new Step.Stage(making));
        // the rows of the increment are the node's, those that were only written again are not
        steps.add(new Publish(filling, applied.counted()));
        if (work.gated()) {
            steps.add(new Check(
                    whole(batch),
                    new Sight.Instead(candidate),
                    keepFailed(List.of(), List.of(new RelationStatement.DropTable(candidate)))));
        }
        Handover handover = new Handover(work, Optional.of(new Shape(rewrite.columns(), Map.of(), bindings)));
        List<Statement> ending = new ArrayList<>(applied.beside());
        ending.addAll(cleanup());
        ending.addAll(recorded);
        // what goes beside is none of the node's rows
        steps.add(new Publish(
                new Replacement(work, Kind.TABLE, Replacement.Deletes.KEPT).swap(candidate, handover, ending),
                applied.beside().isEmpty() ? Optional.empty() : Optional.of(RowCounts.NONE)));
        steps.addAll(work.closing());
        return steps;
    }

    private static Scope whole(Sight batch) {
        return tellsWhatStays(batch) ? Scope.WHOLE : Scope.WHOLE_AND_KEYS;
    }

    private static Scope rows(Sight batch) {
        return tellsWhatStays(batch) ? Scope.BATCH : Scope.BATCH_ROWS;
    }

    private static boolean tellsWhatStays(Sight batch) {
        return !(batch instanceof Sight.Batch rows) || rows.tellsWhatStays();
    }

    private List<Statement> keepFailed(List<Statement> first) {
        return keepFailed(first, List.of());
    }

    /** @param besides what else goes in the transaction that keeps the rows */
    private List<Statement> keepFailed(List<Statement> first, List<Statement> besides) {
        List<Statement> statements = new ArrayList<>(first);
        statements.add(new TransactionStatement.Begin());
        statements.addAll(work.dropFailed());
        statements.addAll(besides);
        statements.add(
                new RelationStatement.CreateTableAs(work.names().failed(), "select *\nfrom " + kept, Layout.NONE, ""));
        statements.add(work.marker(work.names().failed()));
        statements.add(new TransactionStatement.Commit());
        return statements;
    }

    /** What is left when a run fails half-way. */
    List<Statement> cleanup(TableRewrite rewrite) {
        List<Statement> statements = new ArrayList<>(cleanup());
        statements.add(
                new RelationStatement.DropTableIfExists(rewrite.work().names().candidate()));
        return statements;
    }

    List<Statement> cleanup() {
        return temporary.stream()
                .<Statement>map(RelationStatement.DropTableIfExists::new)
                .toList();
    }
}
