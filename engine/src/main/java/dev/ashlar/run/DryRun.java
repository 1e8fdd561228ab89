package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.graph.ProjectGraph;
import dev.ashlar.graph.TransactionGroups;
import dev.ashlar.manifest.Materialization.Conduct;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Bindings;
import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.FinishedInterval;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.plan.PlanContext.Rebuild;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.SchemaUsage;
import dev.ashlar.plan.Statement;
import dev.ashlar.port.NodeTask;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.IncrementalMode;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.Grantee;
import java.util.ArrayList;
import java.util.List;
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
    private final DryPlanning planning;
    private final StatementRenderer renderer;
    private final Ground ground;

    public DryRun(Project project, ProjectGraph graph, NodeTask task, StatementRenderer renderer, Ground ground) {
        this.project = project;
        this.graph = graph;
        this.planning = new DryPlanning(project, task, renderer, ground);
        this.renderer = renderer;
        this.ground = ground;
    }

    /** What stands in the warehouse, or what is assumed to. */
    public interface Ground {
        PlanContext context(NodeId node, Rebuild rebuild, GateMode gate);

        RelationState state(Node node, RelationName relation);

        /** What batches of a microbatch model are finished. */
        List<FinishedInterval> finished(RelationName relation);

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

        /**
         * The transaction that publishes a group of models, whose own parts hold what stands before.
         *
         * @param parts statements by the node that they are for, in order; a node may have several
         */
        record Publication(String group, List<Statements> parts) implements Planned {
            public Publication {
                parts = List.copyOf(parts);
            }

            @Override
            public Node node() {
                return parts.get(parts.size() - 1).node();
            }
        }
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

    public List<Planned> plan(SortedSet<NodeId> selected, RunOptions options, EventReach reach) {
        Errand errand = Errand.of(project, graph, selected, options.verb());
        TransactionGroups groups = TransactionGroups.of(project).keeping(errand.scheduled());
        List<NodeId> order = groups.names().isEmpty()
                ? graph.topologicalOrder()
                : groups.order(project, graph.with(errand.gates().waits()));
        List<Planned> planned = new ArrayList<>();
        List<DryGroup.Member> together = new ArrayList<>();
        for (NodeId id : order) {
            if (!errand.scheduled().contains(id)) continue;
            Node node = project.load(id);
            Optional<Conduct> conduct = Conducts.of(node);
            if (conduct.isEmpty() || node.isEphemeral()) continue;
            List<NodeId> gates = errand.gates().gatesOf(id);
            Rebuild rebuild = conduct.get().fullRefresh().orElse(options.has(RunOptions.Flag.FULL_REFRESH))
                    ? Rebuild.FULL_REFRESH
                    : Rebuild.AS_NEEDED;
            int members = groups.company(id).size();
            if (members == 1) {
                planned.add(plan(node, rebuild, gates, reach));
                continue;
            }
            together.add(new DryGroup.Member(node, rebuild, gates));
            if (together.size() < members) continue;
            planned.addAll(new DryGroup(planning, groups.nameOf(id).orElseThrow(), Part.whole(reach.sampling()))
                    .plan(together));
            together.clear();
        }
        return planned;
    }

    private Planned plan(Node node, Rebuild rebuild, List<NodeId> gates, EventReach reach) {
        try {
            List<String> lines = new ArrayList<>();
            List<Diagnostic> notes = new ArrayList<>();
            if (node instanceof Node.Model model
                    && model.materialization() instanceof Incremental incremental
                    && incremental.strategy() instanceof Microbatch microbatch) {
                new DryBatches(planning, ground, reach).add(model, microbatch, rebuild, gates, lines, notes);
            } else {
                planning.add(node, rebuild, gates, Part.whole(reach.sampling()), lines, notes);
            }
            return new Planned.Statements(node, lines, notes);
        } catch (DiagnosticException e) {
            return new Planned.Refused(node, e.diagnostics().get(0));
        }
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
