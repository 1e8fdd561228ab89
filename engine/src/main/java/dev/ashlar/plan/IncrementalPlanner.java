package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.BatchStrategy.Applied;
import dev.ashlar.plan.BatchStrategy.Receiving;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table that later runs add to. The rows of a run are staged, read, tested, and applied in one transaction, as the
 * strategy says. The first build and a rebuild are a table's.
 */
final class IncrementalPlanner {
    private final Assignment work;
    private final Incremental incremental;
    private final ColumnContract contract;
    private final BatchStrategy strategy;

    IncrementalPlanner(Assignment work, Incremental incremental) {
        this.work = work;
        this.incremental = incremental;
        this.contract = new ColumnContract(work);
        this.strategy = BatchStrategy.of(work, incremental);
    }

    static boolean adds(Node.Model model, RelationState state, PlanContext.Rebuild asked) {
        boolean rebuild = model.build().conduct().fullRefresh().orElse(asked == PlanContext.Rebuild.FULL_REFRESH);
        return !rebuild && state.published().filter(r -> r.kind() == Kind.TABLE).isPresent();
    }

    private boolean adds() {
        return adds((Node.Model) work.node(), work.state(), work.context().rebuild());
    }

    Plan begin() {
        if (!adds()) return whole().begin();
        work.demandFreeWay();
        boolean beside = work.context().portion().isBeside();
        if (beside && strategy.needsOrder()) throw new NotBesideException("the query reads the table itself");
        List<Step> steps = new ArrayList<>(beside ? work.resuming() : work.opening());
        Increment increment = increment();
        steps.add(increment.stageRows(strategy.staged()));
        steps.add(strategy.looksTwice() ? new Step.Read(describing(), List.of()) : lastRead(strategy.questions()));
        return new Plan(steps, List.of(), increment.cleanup());
    }

    private String describing() {
        return contract.describing("select * from " + strategy.staged());
    }

    private Step.Read lastRead(List<Step.Question> questions) {
        return new Step.Read(describing(), new Statistics(work).questions(questions, strategy.staged()), work.bound());
    }

    private FirstBuild whole() {
        return strategy.firstBuild().orElseGet(this::table);
    }

    private TablePlanner table() {
        NamedColumns named = new NamedColumns(work.node());
        return named.all().isEmpty() ? new TablePlanner(work) : new TablePlanner(work).demanding(named::demandAmong);
    }

    private Increment increment() {
        Increment increment = new Increment(work, strategy.staged()).recording(strategy.recorded());
        if (!strategy.staged().equals(work.names().batch()))
            increment.with(work.names().batch());
        strategy.temporary().forEach(increment::with);
        return increment;
    }

    private Increment increment(Applied applied) {
        Increment increment = increment();
        applied.temporary().forEach(increment::with);
        return increment;
    }

    Plan proceed(Shape read) {
        if (!adds()) return whole().proceed(read);
        Shape shape = read.of(contract.own(read.columns()));
        new NamedColumns(work.node()).demandAmong(shape.columns());
        Optional<Plan> looking = strategy.secondLook(shape.columns()).flatMap(look -> looking(look, shape));
        if (looking.isPresent()) return looking.get();
        List<CatalogColumn> rows = contract.checked(read.columns(), strategy.brought(shape.columns()));
        strategy.demandSound(shape);
        CatalogRelation table = work.state().published().orElseThrow();
        OnSchemaChange policy = work.adopts() ? OnSchemaChange.FAIL : incremental.onSchemaChange();
        SchemaChange change = SchemaChange.between(
                table.columns(), rows, policy, work.context().types());
        change.demandAllowed(work, remedy());
        Rebinding rebinding = Rebinding.altering(work, change, shape.bindings().orElse(Bindings.NONE));
        Step.Sight.Batch batch = new Step.Sight.Batch(
                work.names().batch(),
                rows.stream().map(CatalogColumn::name).toList(),
                strategy.merged(rows, table),
                strategy.replacing());
        List<Step> steps = new ArrayList<>();
        Assignment.stage(steps, strategy.making(shape.columns(), change.applied(table.columns())));
        if (work.context().portion().isBeside() && change.alters()) {
            throw new NotBesideException("the columns of the table change");
        }
        if (TableRewrite.needed(work, contract, table, change, rebinding)) {
            return rewritten(steps, new TableRewrite(work, contract, table, change), batch, shape);
        }
        Indexes indexes = alteredIndexes(change);

        List<Statement> applying = new ArrayList<>(rebinding.before(work.name()));
        applying.addAll(indexes.drop(work.name()));
        applying.addAll(change.alterations(work.name(), work));
        Receiving receiving = new Receiving(work.name(), change.applied(table.columns()), change.written());
        Applied applied = strategy.applied(receiving, shape);
        applying.addAll(applied.statements());
        applying.addAll(applied.beside());
        applying.addAll(indexes.create(work.name()));
        applying.addAll(rebinding.remade());
        CatalogRelation after =
                new CatalogRelation(work.name(), Kind.TABLE, change.applied(table.columns()), table.comment());

        Assignment.stage(steps, change.before(work.name(), work));
        List<Statement> finishing = new ArrayList<>(ColumnDocs.changed(work, after));
        finishing.addAll(new Statistics(work).after(shape, work.name()));
        Increment increment = increment(applied);
        steps.addAll(increment.gateAndApply(batch, applying, applied.counted(), finishing));
        List<Diagnostic> notes = new ArrayList<>(contract.notes());
        notes.addAll(change.announcements(work));
        notes.addAll(strategy.notes(shape));
        return new Plan(
                steps,
                notes,
                increment.cleanup(),
                Optional.of(strategy.outlook(receiving, table)),
                strategy.operations(shape));
    }

    private Optional<Plan> looking(BatchStrategy.Look look, Shape shape) {
        Step.Read last = lastRead(look.questions());
        if (shape.asked().equals(last.asked())) return Optional.empty();
        return Optional.of(new Plan(
                List.of(new Step.Stage(look.first()), last),
                List.of(),
                increment().cleanup()));
    }

    /** @param steps that go before */
    private Plan rewritten(List<Step> steps, TableRewrite rewrite, Step.Sight.Batch batch, Shape shape) {
        RelationName candidate = work.names().candidate();
        Applied applied = strategy.applied(
                new Receiving(candidate, rewrite.columns(), rewrite.change().written()), shape);
        Increment increment = increment(applied);
        List<Diagnostic> notes = new ArrayList<>(contract.notes());
        notes.add(rewrite.announcement());
        notes.addAll(strategy.notes(shape));
        notes.addAll(Displacement.notes(work));
        List<Statement> applying = new ArrayList<>(applied.statements());
        Statistics statistics = new Statistics(work);
        applying.addAll(rewrite.isDefined() ? statistics.of(candidate) : statistics.after(shape, candidate));
        Applied all = new Applied(applying, applied.beside(), applied.counted(), applied.temporary());
        steps.addAll(increment.gateAndReplace(batch, rewrite, all, shape.bindings()));
        return new Plan(steps, notes, increment.cleanup(rewrite), Optional.empty(), strategy.operations(shape));
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
}
