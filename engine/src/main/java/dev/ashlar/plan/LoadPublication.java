package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.FileLoad.Mode;
import dev.ashlar.plan.FileLoad.NewFile;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import dev.ashlar.plan.Step.Check;
import dev.ashlar.plan.Step.Publish;
import dev.ashlar.plan.Step.Scope;
import dev.ashlar.plan.Step.Sight;
import dev.ashlar.plan.Step.Stage;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes rows, rejects, ledger and marker of a load in one transaction. The rejects come first: filling their table can take
 * a while, and the loaded table is locked from its first change on.
 */
final class LoadPublication {
    private final LoadWork work;
    private final LoadFilling filling;
    private final Map<Long, Long> rejects;

    /** @param rejects records that do not fit, by batch; those of other files are as if they were not */
    LoadPublication(LoadWork work, LoadFilling filling, Map<Long, Long> rejects) {
        this.work = work;
        this.filling = filling;
        this.rejects = rejects;
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>(filled());
        steps.addAll(publish(unfilled -> List.of()));
        return steps;
    }

    /** The first half, where the rest depends on what was filled. @param asking what of the table */
    List<Step> fill(Function<RelationName, Step.Read> asking) {
        List<Step> steps = new ArrayList<>(filled());
        steps.add(asking.apply(table()));
        return steps;
    }

    /** The table to which the rows are added; empty where they make a table of their own. */
    private Optional<CatalogRelation> grown() {
        return work.published().filter(unused -> work.load().mode() == Mode.APPEND);
    }

    private RelationName table() {
        return grown().isPresent() ? work.names().batch() : work.names().candidate();
    }

    private List<Step> filled() {
        if (grown().isEmpty()) {
            return filling.lasting(table(), List.of(work.marker(table()), new TransactionStatement.Commit()));
        }
        List<Step> steps = new ArrayList<>(LoadedTypes.of(work, grown().get()).before());
        steps.addAll(filling.temporary(table()));
        return steps;
    }

    /** The second half. @param withdrawals take out of the filled table what is not published */
    List<Step> publish(Function<RelationName, List<Statement>> withdrawals) {
        List<Statement> withdrawn = withdrawals.apply(table());
        List<Step> steps = new ArrayList<>();
        Assignment.stage(steps, withdrawn);
        steps.addAll(grown().map(this::append).orElseGet(() -> build(withdrawn)));
        return steps;
    }

    private List<Step> build(List<Statement> withdrawn) {
        RelationName candidate = table();
        RelationName failed = work.names().failed();
        List<Step> steps = new ArrayList<>();
        if (work.gated()) {
            steps.add(new Check(
                    Scope.EVERYTHING,
                    new Sight.Instead(candidate),
                    List.of(
                            new TransactionStatement.Begin(),
                            new RelationStatement.DropTableIfExists(failed),
                            new RelationStatement.RenameTable(candidate, failed),
                            work.marker(failed),
                            new TransactionStatement.Commit())));
        }
        steps.addAll(keepRejects());
        List<Statement> swap = new ArrayList<>(takeOver(candidate));
        work.state().failed().ifPresent(kept -> swap.add(Assignment.dropIfExists(kept)));
        swap.addAll(records());
        steps.add(new Publish(swap, withdrawn.isEmpty() ? Optional.empty() : Optional.of(rows())));
        return steps;
    }

    /** A table that views and privileges of others may hang on keeps its identity; only its rows are others. */
    private List<Statement> takeOver(RelationName candidate) {
        Optional<CatalogRelation> old = work.published();
        if (old.filter(work::isOfTheSameShape).isPresent()) {
            List<ColumnName> columns = work.columns();
            String list = columns.stream().map(ColumnName::quoted).collect(Collectors.joining(", "));
            return List.of(
                    new RowStatement.DeleteRows(work.table()),
                    new RowStatement.InsertFrom(work.table(), columns, "select " + list + "\nfrom " + candidate),
                    new RelationStatement.DropTable(candidate));
        }
        List<Statement> statements = new ArrayList<>();
        old.ifPresent(published -> statements.add(new RelationStatement.DropTable(published.name())));
        statements.add(new RelationStatement.RenameTable(candidate, work.table()));
        return statements;
    }

    private List<Step> append(CatalogRelation present) {
        RelationName batch = work.names().batch();
        RelationName failed = work.names().failed();
        List<ColumnName> columns = work.columns();
        String list = columns.stream().map(ColumnName::quoted).collect(Collectors.joining(", "));
        LoadedTypes types = LoadedTypes.of(work, present);
        List<LoadedColumn> lacking = work.lacking(present);
        List<Step> steps = new ArrayList<>();
        List<Statement> keep = List.of(
                new TransactionStatement.Begin(),
                new RelationStatement.DropTableIfExists(failed),
                new RelationStatement.CreateTableAs(failed, "select * from " + batch, Layout.NONE, ""),
                work.marker(failed),
                new TransactionStatement.Commit());
        if (work.gated()) {
            String kept = columns.stream()
                    .map(c -> lacking.stream().anyMatch(l -> l.name().sameAs(c)) ? "null" : c.quoted())
                    .collect(Collectors.joining(", "));
            String merged = "select " + list + " from " + batch + "\nunion all\nselect " + kept + " from "
                    + work.table() + staying();
            steps.add(new Check(Scope.BATCH, new Sight.Batch(batch, columns, merged), keep));
        }
        steps.addAll(keepRejects());
        List<Statement> apply = new ArrayList<>();
        for (LoadedColumn column : lacking) {
            apply.add(new ColumnStatement.AddColumn(
                    work.table(), CatalogColumn.of(column.name().name(), column.declared())));
        }
        apply.addAll(types.within());
        if (!outdated().isEmpty()) apply.add(new LoadStatement.DeleteBatches(work.table(), outdated()));
        apply.add(new RowStatement.InsertFrom(work.table(), columns, "select " + list + "\nfrom " + batch));
        if (work.gated()) {
            steps.add(new Publish(apply));
            List<Statement> undo = new ArrayList<>();
            undo.add(new TransactionStatement.Rollback());
            undo.addAll(keep);
            steps.add(new Check(Scope.WHOLE, new Sight.Published(), undo));
            apply = new ArrayList<>();
        }
        work.state().failed().map(Assignment::dropIfExists).ifPresent(apply::add);
        apply.addAll(records());
        steps.add(new Publish(apply));
        return steps;
    }

    /** The beginning of the transaction. */
    private List<Step> keepRejects() {
        RelationName kept = LoadPlanner.rejectsOf(work.table());
        List<Step> steps = new ArrayList<>();
        List<Statement> statements = new ArrayList<>();
        statements.add(new TransactionStatement.Begin());
        statements.add(new LoadStatement.CreateRejects(kept));
        if (!outdated().isEmpty()) statements.add(new LoadStatement.ForgetRejects(kept, outdated()));
        steps.add(new Stage(statements));
        boolean any = work.load().files().stream().anyMatch(f -> rejects.getOrDefault(f.batch(), 0L) > 0);
        if (any) steps.addAll(filling.rejects(kept));
        return steps;
    }

    /** Those of the load's files, without what was filled and withdrawn. */
    private RowCounts rows() {
        long records = work.load().files().stream().mapToLong(NewFile::records).sum();
        long unfit = work.load().files().stream()
                .mapToLong(file -> rejects.getOrDefault(file.batch(), 0L))
                .sum();
        return new RowCounts(records - unfit, 0, 0);
    }

    /** Ledger and marker, and the end of the transaction. */
    private List<Statement> records() {
        List<Statement> statements = new ArrayList<>();
        work.forgetFiles().ifPresent(statements::add);
        statements.add(work.recordLoads(rejects));
        statements.add(work.marker(work.table()));
        statements.add(new TransactionStatement.Commit());
        return statements;
    }

    private List<Long> outdated() {
        return work.outdated();
    }

    /** Condition: rows of the table that are not taken out. */
    private String staying() {
        return outdated().isEmpty()
                ? ""
                : outdated().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ", "\nwhere _batch_id not in (", ")"));
    }
}
