package dev.ashlar.contract;

import dev.ashlar.compile.render.FilteredRows;
import dev.ashlar.contract.Workshop.SeedRows;
import dev.ashlar.contract.Workshop.Sql;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.diagnostic.TemplateFrame;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Cdc;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.plan.CompiledNode;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.Planners;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.RenderedHooks;
import dev.ashlar.plan.Shape;
import dev.ashlar.plan.Statement.RawSql;
import dev.ashlar.plan.Step.LoadRows.Content;
import dev.ashlar.port.NodeTask;
import dev.ashlar.port.TemplateScope.Printed;
import dev.ashlar.port.TestCompiler;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Puts relations in the place of names in braces, and hands nodes to the real planners. */
final class WorkshopTemplates implements NodeTask, TestCompiler {
    private final SortedMap<NodeId, Node> nodes;
    private final Map<NodeId, Sql> sql;
    private final Map<NodeId, SeedRows> seeds;
    private final Map<String, List<String>> macros;

    WorkshopTemplates(
            SortedMap<NodeId, Node> nodes,
            Map<NodeId, Sql> sql,
            Map<NodeId, SeedRows> seeds,
            Map<String, List<String>> macros) {
        this.macros = macros;
        this.nodes = nodes;
        this.sql = sql;
        this.seeds = seeds;
    }

    private String resolve(String text, NodeId self, Facts facts) {
        Map<NodeId, Instead> instead = facts.instead();
        String out = text.replace("{this}", printed(self, instead));
        for (NodeId id : nodes.keySet()) {
            Node read = nodes.get(id);
            if (read instanceof Node.DataTest) continue;
            Printed whole =
                    new Printed(printed(id, instead), read.findRelation().orElseThrow());
            out = out.replace(
                    "{" + read.name() + "}",
                    FilteredRows.of(read, whole, facts.reading(), facts.session())
                            .sql());
        }
        return out;
    }

    private String printed(NodeId id, Map<NodeId, Instead> instead) {
        return switch (instead.get(id)) {
            case null -> nodes.get(id).findRelation().orElseThrow().quoted();
            case Instead.Relation relation -> relation.name().quoted();
            case Instead.Rows rows -> "(" + rows.select() + ")";
        };
    }

    @Override
    public CompiledTest compile(Node.DataTest test, Facts facts) {
        String text = resolve(sql.get(test.id()).full(), test.attachedTo().orElseThrow(), facts.readingEverything());
        return new CompiledTest(text, SourceMap.EMPTY);
    }

    @Override
    public Prepared prepare(Node node, Facts facts) {
        return node instanceof Node.Seed seed ? new PreparedSeed(seed) : new PreparedQuery(compile(node, facts));
    }

    /** A model or a snapshot. */
    CompiledNode compile(Node node, Facts facts) {
        Sql texts = sql.get(node.id());
        String written = switch (facts.incremental()) {
            case FULL -> texts.full();
            case INCREMENT -> texts.increment();
        };
        String text = resolve(written, node.id(), facts);
        SourceLocation start = new SourceLocation(node.header().location().file(), 1, 1);
        SourceMap map = new SourceMap.Builder()
                .add(0, new SourceMap.Segment(List.of(new TemplateFrame(start, "")), text))
                .build();
        return new CompiledNode(
                node,
                text,
                map,
                new RenderedHooks(
                        hooks(texts.preHooks(), node, facts),
                        List.of(),
                        hooks(texts.postHooks(), node, facts.oncePublished()),
                        List.of()),
                "",
                this::worded,
                written.contains("{this}"),
                node instanceof Node.Model model
                                && model.materialization() instanceof Materialization.Incremental incremental
                                && incremental.strategy() instanceof Cdc cdc
                        ? cdc.orphans()
                                .filter(orphans -> !orphans.withinItself())
                                .map(orphans -> resolve(orphans.to(), node.id(), facts) + " as parent")
                                .orElse("")
                        : "");
    }

    private List<RawSql> worded(String macro, Map<String, Object> arguments) {
        return macros.get(macro).stream()
                .map(text -> {
                    String out = text;
                    for (Map.Entry<String, Object> argument : arguments.entrySet()) {
                        String value = argument.getValue() instanceof List<?> list
                                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                                : String.valueOf(argument.getValue());
                        out = out.replace("{" + argument.getKey() + "}", value);
                    }
                    return new RawSql(out, new SourceLocation("macros/own.sql", 1, 1));
                })
                .toList();
    }

    private List<RawSql> hooks(List<String> texts, Node node, Facts facts) {
        return texts.stream()
                .map(text -> new RawSql(
                        resolve(text, node.id(), facts.readingEverything()),
                        node.header().location()))
                .toList();
    }

    private record PreparedQuery(CompiledNode compiled) implements Prepared {
        @Override
        public String sql() {
            return compiled.sql();
        }

        @Override
        public SourceMap map() {
            return compiled.map();
        }

        @Override
        public Plan begin(RelationState state, PlanContext context) {
            return Planners.begin(compiled, state, context);
        }

        @Override
        public Plan proceed(RelationState state, PlanContext context, Shape shape) {
            return Planners.proceed(compiled, state, context, shape);
        }
    }

    private final class PreparedSeed implements Prepared {
        private final Node.Seed seed;

        PreparedSeed(Node.Seed seed) {
            this.seed = seed;
        }

        @Override
        public Plan begin(RelationState state, PlanContext context) {
            return Planners.seed(CompiledNode.bare(seed), seeds.get(seed.id()).columns(), state, context);
        }

        @Override
        public Plan proceed(RelationState state, PlanContext context, Shape shape) {
            return Planners.seeded(CompiledNode.bare(seed), state, context, shape);
        }

        @Override
        public Iterable<List<Object>> rows(Content content) {
            return seeds.get(seed.id()).rows();
        }
    }
}
