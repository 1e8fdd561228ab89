package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.plan.Bindings;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.plan.PlanContext.Rebuild;
import dev.ashlar.plan.Planners;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.Shape;
import dev.ashlar.plan.Step;
import dev.ashlar.port.NodeTask;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.IncrementalMode;
import dev.ashlar.port.NodeTask.Instead;
import dev.ashlar.port.NodeTask.Prepared;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.run.DryRun.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plans one node without sending anything. */
final class DryPlanning {
    private static final String READ = "-- the staged columns and keys are read";

    private final Project project;
    private final NodeTask task;
    private final StatementRenderer renderer;
    private final Ground ground;

    DryPlanning(Project project, NodeTask task, StatementRenderer renderer, Ground ground) {
        this.project = project;
        this.task = task;
        this.renderer = renderer;
        this.ground = ground;
    }

    /** @param lines of the plans before the last */
    record Shaped(List<String> lines, List<Diagnostic> notes, Plan last) {}

    /**
     * @param gates tests that gate the node
     * @param part what of the node is planned
     * @param company how nodes print that are published together with this one; what does not stand yet is not asked for
     * @throws DiagnosticException when it cannot be planned
     */
    Shaped shaped(Node node, Rebuild rebuild, List<NodeId> gates, Map<NodeId, Instead> company, Part part) {
        RelationState state = ground.state(node, node.findRelation().orElseThrow());
        PlanContext context = ground.context(node.id(), rebuild, gates.isEmpty() ? GateMode.OPEN : GateMode.GATED)
                .of(part.portion());
        boolean adds = node instanceof Node.Model model && Planners.adds(model, state, context.rebuild());
        Facts standing = ground.facts(adds ? IncrementalMode.INCREMENT : IncrementalMode.FULL)
                .reading(part.reading());
        Facts facts = new Facts(standing.session(), company, standing.incremental(), standing.published())
                .reading(part.reading());
        Prepared prepared = task.prepare(node, facts);
        try {
            return shaped(node, prepared, state, context, gates, company, standing);
        } finally {
            prepared.ended();
        }
    }

    private Shaped shaped(
            Node node,
            Prepared prepared,
            RelationState state,
            PlanContext context,
            List<NodeId> gates,
            Map<NodeId, Instead> company,
            Facts standing) {
        List<String> lines = new ArrayList<>();
        List<Diagnostic> notes = new ArrayList<>();
        Plan plan = prepared.begin(state, context);
        while (true) {
            notes.addAll(plan.notes());
            if (!plan.asksForShape()) return new Shaped(lines, notes, plan);
            for (Step step : plan.steps()) {
                boolean again = step instanceof Step.Read
                        && !lines.isEmpty()
                        && lines.get(lines.size() - 1).equals(READ);
                if (!again) lines.addAll(lines(step, gates));
            }
            String described = company.isEmpty()
                    ? prepared.sql()
                    : task.prepare(node, standing).sql();
            Optional<List<CatalogColumn>> columns =
                    node instanceof Node.Source ? Optional.of(List.of()) : columns(node, described, plan);
            if (columns.isEmpty()) throw new DiagnosticException(unknownColumns(node));
            Optional<Bindings> bindings = plan.bound().map(ground::bindings);
            Shape shape = plan.spells(columns.get())
                    ? new Shape(columns.get(), Map.of(), bindings, plan.asked())
                    : Shape.ofColumns(columns.get());
            plan = prepared.proceed(state, context, shape);
        }
    }

    /** Adds what is sent for a part of a node that is published by itself. */
    void add(Node node, Rebuild rebuild, List<NodeId> gates, Part part, List<String> lines, List<Diagnostic> notes) {
        Shaped shaped = shaped(node, rebuild, gates, Map.of(), part);
        lines.addAll(shaped.lines());
        shaped.last().steps().forEach(step -> lines.addAll(lines(step, gates)));
        notes.addAll(shaped.notes());
    }

    /** Where a contract is to be checked, the types that it promises stand behind the columns, as a run would read them. */
    private Optional<List<CatalogColumn>> columns(Node node, String described, Plan plan) {
        if (!plan.asksForPromises()) return ground.columns(node, described);
        return ground.columns(node, described).map(own -> {
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

    List<String> lines(Step step, List<NodeId> gates) {
        return switch (step) {
            case Step.Stage s -> s.statements().stream().map(renderer::render).toList();
            case Step.Publish p -> p.statements().stream().map(renderer::render).toList();
            case Step.LoadRows l -> List.of("-- rows of the file are loaded into " + l.table());
            case Step.Read r -> List.of(READ);
            case Step.Check c -> List.of("-- gate: " + names(gates));
        };
    }

    private String names(List<NodeId> gates) {
        if (gates.isEmpty()) return "no tests";
        return gates.stream().map(id -> project.load(id).name()).collect(Collectors.joining(", "));
    }
}
