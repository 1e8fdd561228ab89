package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.graph.ProjectGraph;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Materialization.Conduct;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Bindings;
import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.plan.PlanContext.Rebuild;
import dev.ashlar.plan.Planners;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.SchemaUsage;
import dev.ashlar.plan.Shape;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.Step;
import dev.ashlar.port.NodeTask;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.IncrementalMode;
import dev.ashlar.port.NodeTask.Prepared;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.Grantee;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plans what a run would do and words every statement, in an order in which the run could send them. Sends none. Where
 * statements depend on what was staged, it takes for granted that the staged rows are sound: no null or duplicate keys.
 */
public final class DryRun {
    private final Project project;
    private final ProjectGraph graph;
    private final NodeTask task;
    private final StatementRenderer renderer;
    private final Ground ground;

    public DryRun(Project project, ProjectGraph graph, NodeTask task, StatementRenderer renderer, Ground ground) {
        this.project = project;
        this.graph = graph;
        this.task = task;
        this.renderer = renderer;
        this.ground = ground;
    }

    /** What stands in the warehouse, or what is assumed to. */
    public interface Ground {
        PlanContext context(NodeId node, Rebuild rebuild, GateMode gate);

        RelationState state(Node node, RelationName relation);

        Set<EngineCapability> capabilities();

        /** Whether anything stands in a schema. */
        boolean holdsAny(String schema);

        /** Who may use a schema. */
        Set<Grantee> users(String schema);

        /** What hangs on a relation and would have to be dealt with. */
        Bindings bindings(RelationName relation);

        /** Columns that the node's rows would have; empty when nobody can tell without building what it reads. */
        Optional<List<CatalogColumn>> columns(Node node, String sql);

        Facts facts(IncrementalMode mode);
    }

    /** One node's part. */
    public sealed interface Planned {
        Node node();

        /** @param lines statements without semicolons, and comments, which begin with {@code --} */
        record Statements(Node node, List<String> lines, List<Diagnostic> notes) implements Planned {
            public Statements {
                lines = List.copyOf(lines);
                notes = List.copyOf(notes);
            }
        }

        record Refused(Node node, Diagnostic reason) implements Planned {}
    }

    /** The schemas a run would make first, and who it would let into them, worded. */
    public List<String> schemas(SortedSet<NodeId> selected, RunOptions options) {
        SortedSet<String> names = new TreeSet<>();
        List<Node> built = new ArrayList<>();
        for (NodeId id : Errand.of(project, graph, selected, options.verb()).scheduled()) {
            Node node = project.load(id);
            if (node instanceof Node.DataTest) continue;
            built.add(node);
            node.findRelation().map(RelationName::schema).ifPresent(names::add);
        }
        List<Statement> statements = new ArrayList<>();
        names.stream()
                .filter(name -> !ground.holdsAny(name))
                .forEach(name -> statements.add(new RelationStatement.CreateSchema(name)));
        statements.addAll(SchemaUsage.lacking(built, ground::users, ground.capabilities()));
        return statements.stream().map(renderer::render).toList();
    }

    public List<Planned> plan(SortedSet<NodeId> selected, RunOptions options) {
        Errand errand = Errand.of(project, graph, selected, options.verb());
        List<Planned> planned = new ArrayList<>();
        for (NodeId id : graph.topologicalOrder()) {
            if (!errand.scheduled().contains(id)) continue;
            Node node = project.load(id);
            Optional<Conduct> conduct = Conducts.of(node);
            if (conduct.isEmpty() || isEphemeral(node)) continue;
            List<NodeId> gates = errand.gates().gatesOf(id);
            Rebuild rebuild = conduct.get().fullRefresh().orElse(options.has(RunOptions.Flag.FULL_REFRESH))
                    ? Rebuild.FULL_REFRESH
                    : Rebuild.AS_NEEDED;
            planned.add(plan(node, rebuild, gates));
        }
        return planned;
    }

    private static boolean isEphemeral(Node node) {
        return node instanceof Node.Model model && model.materialization() instanceof Materialization.Ephemeral;
    }

    private Planned plan(Node node, Rebuild rebuild, List<NodeId> gates) {
        try {
            RelationState state = ground.state(node, node.findRelation().orElseThrow());
            PlanContext context = ground.context(node.id(), rebuild, gates.isEmpty() ? GateMode.OPEN : GateMode.GATED);
            boolean adds = node instanceof Node.Model model && Planners.adds(model, state, context);
            Prepared prepared =
                    task.prepare(node, ground.facts(adds ? IncrementalMode.INCREMENT : IncrementalMode.FULL));
            List<String> lines = new ArrayList<>();
            List<Diagnostic> notes = new ArrayList<>();
            Plan plan = prepared.begin(state, context);
            while (true) {
                notes.addAll(plan.notes());
                plan.steps().forEach(step -> lines.addAll(lines(step, gates)));
                if (!plan.asksForShape()) return new Planned.Statements(node, lines, notes);
                Optional<List<CatalogColumn>> columns =
                        node instanceof Node.Source ? Optional.of(List.of()) : columns(node, prepared.sql(), plan);
                if (columns.isEmpty()) return new Planned.Refused(node, unknownColumns(node));
                Optional<Bindings> bindings = plan.bound().map(ground::bindings);
                plan = prepared.proceed(state, context, new Shape(columns.get(), Map.of(), bindings));
            }
        } catch (DiagnosticException e) {
            return new Planned.Refused(node, e.diagnostics().get(0));
        }
    }

    /** Where a contract is to be checked, the types that it promises stand behind the columns, as a run would read them. */
    private Optional<List<CatalogColumn>> columns(Node node, String sql, Plan plan) {
        boolean promised = !sql.isBlank()
                && plan.steps().get(plan.steps().size() - 1) instanceof Step.Read read
                && !read.query().equals(sql)
                && read.query().contains(sql);
        if (!promised) return ground.columns(node, sql);
        return ground.columns(node, sql).map(own -> {
            List<CatalogColumn> all = new ArrayList<>(own);
            DeclaredColumns.of(node).ifPresent(all::addAll);
            return all;
        });
    }

    private static Diagnostic unknownColumns(Node node) {
        return Diagnostic.error(
                node.header().location(),
                "Cannot plan '" + node.name() + "' here: its statements depend on its columns, which are not known.",
                "Build what it reads first, or describe every column with its data_type.");
    }

    private List<String> lines(Step step, List<NodeId> gates) {
        return switch (step) {
            case Step.Stage s -> s.statements().stream().map(renderer::render).toList();
            case Step.Publish p -> p.statements().stream().map(renderer::render).toList();
            case Step.LoadRows l -> List.of("-- rows of the file are loaded into " + l.table());
            case Step.Read r -> List.of("-- the staged columns and keys are read");
            case Step.Check c -> List.of("-- gate: " + names(gates));
        };
    }

    private String names(List<NodeId> gates) {
        if (gates.isEmpty()) return "no tests";
        return gates.stream().map(id -> project.load(id).name()).collect(Collectors.joining(", "));
    }

    /** Schemas that hold anything of these nodes, for whoever reads the catalog. */
    public static Set<String> schemasOf(Project project, Set<NodeId> selected) {
        return selected.stream()
                .map(project::load)
                .flatMap(node -> Stream.concat(node.findRelation().stream(), Inputs.of(node, project).stream()))
                .map(RelationName::schema)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
