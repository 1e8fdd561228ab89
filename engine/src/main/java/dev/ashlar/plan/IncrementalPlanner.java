package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.NullKeys;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RowStatement.KeyEquality;
import dev.ashlar.plan.Step.Question;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import dev.ashlar.report.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table that later runs add to. The rows of a run are staged, read, tested, and applied in one transaction. The first
 * build and a rebuild are a table's.
 */
final class IncrementalPlanner {
    private final Assignment work;
    private final Incremental incremental;
    private final ColumnContract contract;
    private final KeyFaults faults;
    private final KeyEquality equality;

    IncrementalPlanner(Assignment work, Incremental incremental) {
        this.work = work;
        this.incremental = incremental;
        this.contract = new ColumnContract(work);
        this.faults = new KeyFaults(work.node(), incremental.uniqueKey());
        this.equality = incremental.nullKeys() == NullKeys.ALLOWED
                ? new KeyEquality.NullSafe(zeros())
                : new KeyEquality.Plain();
        if (incremental.strategy() instanceof IncrementalStrategy.Named named) throw Planners.strategy(work, named);
    }

    private List<String> zeros() {
        return incremental.uniqueKey().stream()
                .map(key -> work.state()
                        .published()
                        .flatMap(table -> table.find(key))
                        .flatMap(column -> work.context().types().zero(column.type()))
                        .orElse(""))
                .toList();
    }

    static boolean adds(Node.Model model, RelationState state, PlanContext context) {
        boolean rebuild =
                model.build().conduct().fullRefresh().orElse(context.rebuild() == PlanContext.Rebuild.FULL_REFRESH);
        return !rebuild && state.published().filter(r -> r.kind() == Kind.TABLE).isPresent();
    }

    private boolean adds() {
        return adds((Node.Model) work.node(), work.state(), work.context());
    }

    Plan begin() {
        if (!adds()) return new TablePlanner(work).begin();
        work.demandFreeWay();
        List<Step> steps = new ArrayList<>(work.opening());
        Increment increment = new Increment(work, work.names().batch());
        steps.add(increment.stageRows(work.names().batch()));
        steps.add(new Step.Read(
                contract.describing("select * from " + work.names().batch()),
                new Statistics(work).questions(questions()),
                work.bound()));
        return new Plan(steps, List.of(), increment.cleanup());
    }

    private List<Question> questions() {
        if (incremental.uniqueKey().isEmpty()) return List.of();
        List<Question> questions = new ArrayList<>();
        if (incremental.nullKeys() == NullKeys.REFUSED)
            questions.add(faults.nulls(work.names().batch()));
        if (incremental.strategy() instanceof IncrementalStrategy.Merge) {
            questions.add(faults.duplicates(work.names().batch()));
            questions.addAll(merging().questions());
        }
        return questions;
    }

    Plan proceed(Shape shape) {
        if (!adds()) return new TablePlanner(work).proceed(shape);
        List<CatalogColumn> rows = contract.checked(shape.columns());
        faults.demandNone(shape);
        CatalogRelation table = work.state().published().orElseThrow();
        OnSchemaChange policy = work.adopts() ? OnSchemaChange.FAIL : incremental.onSchemaChange();
        SchemaChange change = SchemaChange.between(
                table.columns(), rows, policy, work.context().types());
        change.demandAllowed(work, remedy());
        Rebinding rebinding = Rebinding.altering(work, change, shape.bindings().orElse(Bindings.NONE));
        Step.Sight.Batch batch = new Step.Sight.Batch(
                work.names().batch(), rows.stream().map(CatalogColumn::name).toList(), merged(rows, table));
        if (TableRewrite.needed(work, contract, table, change, rebinding)) {
            return rewritten(new TableRewrite(work, contract, table, change), batch, shape);
        }
        Indexes indexes = alteredIndexes(change);

        Increment increment = new Increment(work, work.names().batch());
        List<Statement> applying = new ArrayList<>(rebinding.before(work.name()));
        applying.addAll(indexes.drop(work.name()));
        applying.addAll(change.alterations(work.name(), work));
        Applied applied = applied(work.name(), change, change.applied(table.columns()), shape);
        if (applied.stages()) increment = increment.with(work.names().changes());
        applying.addAll(applied.statements());
        applying.addAll(indexes.create(work.name()));
        applying.addAll(rebinding.remade());
        CatalogRelation after =
                new CatalogRelation(work.name(), Kind.TABLE, change.applied(table.columns()), table.comment());

        List<Step> steps = new ArrayList<>();
        Assignment.stage(steps, change.before(work.name(), work));
        List<Statement> finishing = new ArrayList<>(ColumnDocs.changed(work, after));
        finishing.addAll(new Statistics(work).after(shape, work.name()));
        steps.addAll(increment.gateAndApply(batch, applying, applied.counted(), finishing));
        List<Diagnostic> notes = new ArrayList<>(contract.notes());
        notes.addAll(change.announcements(work));
        return new Plan(steps, notes, increment.cleanup());
    }

    private Plan rewritten(TableRewrite rewrite, Step.Sight.Batch batch, Shape shape) {
        Increment increment = new Increment(work, work.names().batch());
        Applied applied = applied(work.names().candidate(), rewrite.change(), rewrite.columns(), shape);
        if (applied.stages()) increment = increment.with(work.names().changes());
        List<Diagnostic> notes = new ArrayList<>(contract.notes());
        notes.add(rewrite.announcement());
        List<Statement> applying = new ArrayList<>(applied.statements());
        Statistics statistics = new Statistics(work);
        RelationName candidate = work.names().candidate();
        applying.addAll(rewrite.isDefined() ? statistics.of(candidate) : statistics.after(shape, candidate));
        return new Plan(
                increment.gateAndReplace(batch, rewrite, applying, applied.counted(), shape.bindings()),
                notes,
                increment.cleanup(rewrite));
    }

    private String remedy() {
        return work.adopts()
                ? "A table is taken over only where its columns are those of the query."
                : "Change the query or on_schema_change, or rebuild the table with --full-refresh.";
    }

    /** Indexes stand in the way of some alterations, and an indexed column's type cannot change at all. */
    private Indexes alteredIndexes(SchemaChange change) {
        Indexes indexes = Indexes.of(work);
        boolean alters = !change.widened().isEmpty()
                || !change.retyped().isEmpty()
                || !change.dropped().isEmpty();
        if (indexes.made() == Indexes.Made.WITH_CANDIDATE || !alters) return Indexes.NONE;
        List<ColumnName> touched = new ArrayList<>(change.dropped());
        change.widened().forEach(c -> touched.add(c.name()));
        change.retyped().forEach(c -> touched.add(c.name()));
        for (ColumnName column : touched) {
            if (indexes.cover(column)) {
                throw PlanRefusal.cannotBuild(
                        work.node(),
                        "column '" + column.name() + "' would change, and "
                                + work.context().engine() + " cannot alter a column that has an index.",
                        "Rebuild the table with --full-refresh.");
            }
        }
        return indexes;
    }

    private MergeWays merging() {
        return new MergeWays(work, work.names().batch(), incremental.uniqueKey(), equality, incremental.predicates());
    }

    /**
     * @param counted the rows they move, where they do not tell
     * @param stages whether they make a temporary table of their own
     */
    private record Applied(List<Statement> statements, Optional<RowCounts> counted, boolean stages) {
        static Applied telling(Statement... statements) {
            return new Applied(List.of(statements), Optional.empty(), false);
        }
    }

    /** @param target the published table, or the one that takes its place */
    private Applied applied(RelationName target, SchemaChange change, List<CatalogColumn> table, Shape shape) {
        List<ColumnName> written = change.written();
        List<ColumnName> keys = incremental.uniqueKey();
        Statement insert = new RowStatement.InsertFrom(
                target,
                written,
                "select " + KeyMatch.list(written) + "\nfrom " + work.names().batch());
        if (keys.isEmpty()) return Applied.telling(insert);
        return switch (incremental.strategy()) {
            case IncrementalStrategy.Append s -> Applied.telling(insert);
            case IncrementalStrategy.Merge merge -> {
                List<ColumnName> updated = updated(merge, written);
                yield new Applied(
                        merging().statements(target, table, updated, written),
                        merging().counted(table, updated, shape),
                        merging().stagesMissing(table, updated));
            }
            case IncrementalStrategy.DeleteInsert s ->
                Applied.telling(
                        new RowStatement.DeleteMatching(
                                target, work.names().batch(), keys, equality, incremental.predicates()),
                        insert);
            case IncrementalStrategy.Named named -> throw Planners.strategy(work, named);
        };
    }

    private List<ColumnName> updated(IncrementalStrategy.Merge merge, List<ColumnName> written) {
        demandKnown("merge_update_columns", merge.updateColumns(), written);
        demandKnown("merge_exclude_columns", merge.excludeColumns(), written);
        return written.stream()
                .filter(c -> !among(incremental.uniqueKey(), c))
                .filter(c -> merge.updateColumns().isEmpty() || among(merge.updateColumns(), c))
                .filter(c -> !among(merge.excludeColumns(), c))
                .toList();
    }

    private void demandKnown(String key, List<ColumnName> named, List<ColumnName> written) {
        for (ColumnName column : named) {
            if (among(written, column)) continue;
            throw PlanRefusal.cannotBuild(
                    work.node(),
                    key + " names '" + column.name() + "', which is no column of the model.",
                    NearestName.didYouMean(
                            column.name(),
                            written.stream().map(ColumnName::name).toList()));
        }
    }

    private static boolean among(List<ColumnName> columns, ColumnName column) {
        return columns.stream().anyMatch(column::sameAs);
    }

    /** The batch and the rows of the table that it leaves in place, in the columns of the batch. */
    private String merged(List<CatalogColumn> rows, CatalogRelation table) {
        List<ColumnName> names = rows.stream().map(CatalogColumn::name).toList();
        List<String> kept = new ArrayList<>();
        for (CatalogColumn row : rows) {
            kept.add(table.find(row.name()).isPresent() ? "kept." + row.name() : "null");
        }
        StringBuilder sql = new StringBuilder("select ")
                .append(KeyMatch.list(names))
                .append("\nfrom ")
                .append(work.names().batch())
                .append("\nunion all\nselect ")
                .append(String.join(", ", kept))
                .append("\nfrom ")
                .append(work.name())
                .append(" as kept");
        boolean replaces = !(incremental.strategy() instanceof IncrementalStrategy.Append)
                && !incremental.uniqueKey().isEmpty();
        if (replaces) {
            sql.append("\nwhere not exists (select 1 from ")
                    .append(work.names().batch())
                    .append(" as batch where ")
                    .append(KeyMatch.equal("batch", "kept", incremental.uniqueKey(), equality))
                    .append(")");
        }
        return sql.toString();
    }
}
