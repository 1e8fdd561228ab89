package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.Node;
import dev.ashlar.report.CatalogColumn;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the planner of a node. Both calls are pure: the same node, state and context give the same plan. Each throws
 * {@link dev.ashlar.diagnostic.DiagnosticException} with the node's place where it cannot be built as asked.
 */
public final class Planners {
    private Planners() {}

    /** @param compiled a model or a snapshot */
    public static Plan begin(CompiledNode compiled, RelationState state, PlanContext context) {
        return begun(compiled, state, context).naming(new NamedColumns(compiled.node()).all());
    }

    private static Plan begun(CompiledNode compiled, RelationState state, PlanContext context) {
        Assignment work = Assignment.of(compiled, state, context);
        return switch (compiled.node()) {
            case Node.Model model ->
                switch (model.materialization()) {
                    case Materialization.View m -> new ViewPlanner(work).begin();
                    case Materialization.Table m -> new TablePlanner(work).begin();
                    case Materialization.MaterializedView m ->
                        keepsViews(work)
                                ? new MaterializedViewPlanner(work, m).begin()
                                : asTable(work).begin();
                    case Materialization.Incremental m -> beginIncremental(work, m);
                    case Materialization.External m -> throw external(work);
                    case Materialization.Custom m -> new CustomPlanner(work, m).begin();
                    case Materialization.Ephemeral m -> throw notBuilt(model);
                };
            case Node.Snapshot snapshot ->
                HistoryPlanner.of(work, snapshot.history()).begin();
            case Node.Seed n -> throw notBuilt(n);
            case Node.Source n -> throw notBuilt(n);
            case Node.DataTest n -> throw notBuilt(n);
            case Node.UnitTest n -> throw notBuilt(n);
            case Node.Analysis n -> throw notBuilt(n);
            case Node.Exposure n -> throw notBuilt(n);
        };
    }

    /** After a plan that asked for a shape, with the same node, state and context. */
    public static Plan proceed(CompiledNode compiled, RelationState state, PlanContext context, Shape shape) {
        Assignment work = Assignment.of(compiled, state, context);
        Assignment spelled = work.spelledAs(shape.columns());
        return switch (shape.extent()) {
            case WHOLE -> proceeded(spelled, shape);
            case COLUMNS -> {
                new NamedColumns(work.node()).demandAmong(new ColumnContract(work).own(shape.columns()));
                Plan again = begin(spelled.compiled(), state, context);
                yield new Plan(List.of(again.last().orElseThrow()), List.of(), again.cleanup());
            }
        };
    }

    private static Plan proceeded(Assignment work, Shape shape) {
        return switch (work.node()) {
            case Node.Model model ->
                switch (model.materialization()) {
                    case Materialization.View m -> new ViewPlanner(work).proceed(shape);
                    case Materialization.Table m -> new TablePlanner(work).proceed(shape);
                    case Materialization.MaterializedView m ->
                        keepsViews(work)
                                ? new MaterializedViewPlanner(work, m).proceed(shape)
                                : asTable(work).proceed(shape);
                    case Materialization.Incremental m -> proceedIncremental(work, m, shape);
                    case Materialization.External m -> throw external(work);
                    case Materialization.Custom m -> new CustomPlanner(work, m).proceed(shape);
                    case Materialization.Ephemeral m -> throw notBuilt(model);
                };
            case Node.Snapshot snapshot ->
                HistoryPlanner.of(work, snapshot.history()).proceed(shape);
            case Node.Seed n -> throw notBuilt(n);
            case Node.Source n -> throw notBuilt(n);
            case Node.DataTest n -> throw notBuilt(n);
            case Node.UnitTest n -> throw notBuilt(n);
            case Node.Analysis n -> throw notBuilt(n);
            case Node.Exposure n -> throw notBuilt(n);
        };
    }

    /**
     * @param compiled a seed: its hooks are rendered, its SQL is empty
     * @param columns of the file, with the engine's types for them
     */
    public static Plan seed(
            CompiledNode compiled, List<CatalogColumn> columns, RelationState state, PlanContext context) {
        Assignment work = Assignment.of(compiled, state, context).spelledAs(columns);
        return new SeedPlanner(work).begin(columns);
    }

    /** After a plan of a seed that asked for a shape. */
    public static Plan seeded(CompiledNode compiled, RelationState state, PlanContext context, Shape shape) {
        Assignment work = Assignment.of(compiled, state, context).spelledAs(shape.columns());
        return new SeedPlanner(work).proceed(shape);
    }

    /** The columns that a snapshot adds to those of its query, as its table has them. */
    public static List<CatalogColumn> added(Node.Snapshot snapshot) {
        return new HistoryTable(snapshot.history(), Optional.empty()).typedMeta();
    }

    /** Whether {@code is_incremental()} holds: the model adds to a table that stands. */
    public static boolean adds(Node.Model model, RelationState state, PlanContext.Rebuild asked) {
        return model.materialization() instanceof Materialization.Incremental
                && IncrementalPlanner.adds(model, state, asked);
    }

    private static Plan beginIncremental(Assignment work, Incremental incremental) {
        return partOfTable(work, incremental)
                .map(MicrobatchPlanner::begin)
                .orElseGet(() -> new IncrementalPlanner(work, incremental).begin());
    }

    private static Plan proceedIncremental(Assignment work, Incremental incremental, Shape shape) {
        return partOfTable(work, incremental)
                .map(planner -> planner.proceed(shape))
                .orElseGet(() -> new IncrementalPlanner(work, incremental).proceed(shape));
    }

    /** Empty unless the table of a microbatch model is made anew. */
    private static Optional<MicrobatchPlanner> partOfTable(Assignment work, Incremental incremental) {
        boolean batch = work.context().portion() instanceof Portion.Batch;
        return incremental.strategy() instanceof Microbatch model && !batch
                ? Optional.of(new MicrobatchPlanner(work, model))
                : Optional.empty();
    }

    private static boolean keepsViews(Assignment work) {
        return work.can(EngineCapability.MATERIALIZED_VIEWS);
    }

    private static TablePlanner asTable(Assignment work) {
        return new TablePlanner(work)
                .noting(Diagnostic.warning(
                        work.node().header().location(),
                        PlanRefusal.thing(work.node()) + " is built as a table: "
                                + work.context().engine() + " has no materialized views.",
                        ""));
    }

    private static RuntimeException external(Assignment work) {
        return PlanRefusal.cannotBuild(
                work.node(),
                "external tables are not written on " + work.context().engine() + ".",
                "Materialize it as a table.");
    }

    private static IllegalArgumentException notBuilt(Node node) {
        return new IllegalArgumentException(node.id() + " is neither a model nor a snapshot that is built");
    }
}
