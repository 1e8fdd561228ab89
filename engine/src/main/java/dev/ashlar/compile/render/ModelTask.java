package dev.ashlar.compile.render;

import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Cdc;
import dev.ashlar.manifest.Materialization.Orphans;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.plan.CompiledNode;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.RenderedHooks;
import dev.ashlar.plan.Shape;
import dev.ashlar.port.NodeTask;

/** Models and snapshots: rendered, then planned. */
public final class ModelTask implements NodeTask {
    private final SqlCompiler compiler;
    private final Planning planning;

    /** Turns compiled nodes into plans; supplied so that this stage does not choose planners. */
    public interface Planning {
        Plan begin(CompiledNode node, RelationState state, PlanContext context);

        Plan proceed(CompiledNode node, RelationState state, PlanContext context, Shape shape);
    }

    public ModelTask(SqlCompiler compiler, Planning planning) {
        this.compiler = compiler;
        this.planning = planning;
    }

    @Override
    public Prepared prepare(Node node, Facts facts) {
        if (node instanceof Node.Seed) throw wrongKind(node);
        return new Ready(compileAny(node, facts));
    }

    /** A model, a snapshot or a seed. */
    public CompiledNode compileAny(Node node, Facts facts) {
        return switch (node) {
            case Node.Model model -> compile(model, model.template(), model.build(), facts);
            case Node.Snapshot snapshot -> compile(snapshot, snapshot.template(), snapshot.build(), facts);
            case Node.Seed seed -> compile(seed, facts);
            case Node.Source n -> throw wrongKind(n);
            case Node.DataTest n -> throw wrongKind(n);
            case Node.UnitTest n -> throw wrongKind(n);
            case Node.Analysis n -> throw wrongKind(n);
            case Node.Exposure n -> throw wrongKind(n);
        };
    }

    private static IllegalArgumentException wrongKind(Node node) {
        return new IllegalArgumentException(node.id() + " is neither a model nor a snapshot");
    }

    /** A seed's hooks; its rows come from its file, so its SQL is empty. */
    public CompiledNode compile(Node.Seed seed, Facts facts) {
        return compile(seed, new TemplateText(seed.file(), "", 1, 1), seed.build(), facts);
    }

    private CompiledNode compile(Node node, TemplateText template, Node.Build build, Facts facts) {
        SqlCompiler.Sql sql = compiler.render(node, template, facts);
        Facts whole = facts.readingEverything();
        String header = node.header()
                .config()
                .text("sql_header")
                .map(text -> compiler.text(node, new TemplateText(template.file(), text, 1, 1), whole))
                .orElse("");
        return new CompiledNode(
                node,
                sql.text(),
                sql.map(),
                new RenderedHooks(
                        compiler.hooks(node, build.preHooks(), Hook.Place.INSIDE_TRANSACTION, whole),
                        compiler.hooks(node, build.preHooks(), Hook.Place.OUTSIDE_TRANSACTION, whole),
                        compiler.hooks(node, build.postHooks(), Hook.Place.INSIDE_TRANSACTION, facts.oncePublished()),
                        compiler.hooks(node, build.postHooks(), Hook.Place.OUTSIDE_TRANSACTION, facts.oncePublished())),
                header,
                new MacroStatements(compiler, node, facts),
                sql.namesItself(),
                parent(node, whole));
    }

    /** What rows of a change stream point to, as it stands when they are looked at. */
    private String parent(Node node, Facts facts) {
        return node instanceof Node.Model model
                        && model.materialization() instanceof Materialization.Incremental incremental
                        && incremental.strategy() instanceof Cdc cdc
                        && cdc.orphans()
                                .filter(orphans -> !orphans.withinItself())
                                .isPresent()
                ? compiler.text(node, pointing(cdc.orphans().get()), facts)
                : "";
    }

    private static TemplateText pointing(Orphans orphans) {
        return new TemplateText(
                orphans.at().file(),
                "${" + orphans.to() + "} as parent",
                Math.max(1, orphans.at().line()),
                Math.max(1, orphans.at().column()));
    }

    private final class Ready implements Prepared {
        private final CompiledNode node;

        Ready(CompiledNode node) {
            this.node = node;
        }

        @Override
        public String sql() {
            return node.sql();
        }

        @Override
        public SourceMap map() {
            return node.map();
        }

        @Override
        public Plan begin(RelationState state, PlanContext context) {
            return planning.begin(node, state, context);
        }

        @Override
        public Plan proceed(RelationState state, PlanContext context, Shape shape) {
            return planning.proceed(node, state, context, shape);
        }
    }
}
