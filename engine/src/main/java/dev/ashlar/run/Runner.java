package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RunReport;
import dev.ashlar.report.RunReport.Ending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs what is selected: in the order of the graph, on several threads, with gates, and with a record of what happened in
 * the journal, the artifacts and the warehouse.
 */
public final class Runner {
    private final RunPorts ports;

    public Runner(RunPorts ports) {
        this.ports = ports;
    }

    /**
     * @throws DiagnosticException when the run cannot even begin: the warehouse does not answer, a schema cannot be made, a
     *     hook at the start fails
     */
    public RunReport run(RunRequest asked, Interruption interruption) {
        RunRequest request = sound(asked);
        Errand errand = Errand.of(
                request.project(),
                request.graph(),
                request.selected(),
                request.options().verb());
        RunMarks marks = new RunMarks(
                ports.records().markers(),
                request.invocation(),
                request.project(),
                ports.warehouse().identifierLimit());
        try (RunLease lease = lease(request, errand, marks)) {
            RunPorts leased = lease == RunLease.NONE ? ports : ports.on(new LeasedWarehouse(ports.warehouse(), lease));
            return new Runner(leased).run(request, errand, marks, lease, interruption);
        }
    }

    private RunReport run(
            RunRequest request, Errand errand, RunMarks marks, RunLease lease, Interruption interruption) {
        List<NodeResult> results = new ArrayList<>();
        Ending ending;
        RunScope scope = beginning(request, errand, marks, lease);
        try {
            hooks(request.project().onRunStart());
            WorkGraph graph = WorkGraph.of(
                    request.project(), request.graph(), errand.scheduled(), errand.gates(), request.durations());
            errand.gates().notes().forEach(ports.listener()::note);
            ending = new Crew(scope, graph, interruption, results).work();
            if (ending != Ending.INTERRUPTED) endHooks(scope, results);
        } catch (DiagnosticException e) {
            ended(
                    new RunReport(
                            request.invocation(), Ending.COMPLETE, ports.clock().instant(), results),
                    "error");
            throw e;
        }
        RunReport report =
                new RunReport(request.invocation(), ending, ports.clock().instant(), results);
        ports.artifacts().writeRunResults(request.project(), report);
        ended(report, status(report));
        return report;
    }

    private RunRequest sound(RunRequest asked) {
        try {
            return new TestsToLeaveOut(asked, ports.warehouse()).without(ports.listener());
        } catch (WarehouseException e) {
            throw new DiagnosticException(Diagnostic.error("The run cannot begin: " + e.getMessage(), ""), e);
        }
    }

    /** Taken before the state of the warehouse is read: what nobody else holds by then, nobody else changes. */
    private RunLease lease(RunRequest request, Errand errand, RunMarks marks) {
        try {
            ports.records().prepare();
            Map<NodeId, Set<RelationName>> writes = Writes.of(request, errand, marks);
            if (ports.leasing().isEmpty() || writes.isEmpty()) return RunLease.NONE;
            return new HeldLease(ports.leasing().get(), writes, ports.listener());
        } catch (WarehouseException e) {
            throw new DiagnosticException(Diagnostic.error("The run cannot begin: " + e.getMessage(), ""), e);
        }
    }

    private RunScope beginning(RunRequest request, Errand errand, RunMarks marks, RunLease lease) {
        try {
            ports.records().invocationStarted(request.invocation(), request.selection());
            SchemaGrounds grounds = new SchemaGrounds(
                    ports.warehouse(), ports.listener(), request.options().retries());
            Set<String> written = Writing.schemas(request.project(), errand, request.selected(), request.options());
            RunState state = RunState.read(ports.warehouse(), ports.records(), looked(request, written));
            grounds.make(
                    written.stream().filter(schema -> !state.holdsAny(schema)).toList());
            grounds.letIn(request.project(), errand.scheduled(), state::users);
            CompiledFiles files = new CompiledFiles(ports.artifacts());
            DataTests tests = new DataTests(ports.tests(), files, ports.listener(), ports.clock(), request.options());
            return new RunScope(request, ports, errand, state, marks, files, tests, lease);
        } catch (WarehouseException e) {
            throw new DiagnosticException(Diagnostic.error("The run cannot begin: " + e.getMessage(), ""), e);
        }
    }

    /** All schemas that the run looks at. */
    private static Set<String> looked(RunRequest request, Set<String> written) {
        Set<String> seen = new TreeSet<>(DryRun.schemasOf(request.project(), request.selected()));
        if (request.options().has(RunOptions.Flag.ON_FAILED)) {
            request.project()
                    .nodes()
                    .values()
                    .forEach(node ->
                            node.findRelation().map(RelationName::schema).ifPresent(seen::add));
        }
        seen.addAll(written);
        return seen;
    }

    private void hooks(List<Hook> hooks) {
        if (hooks.isEmpty()) return;
        try (WarehouseSession session = ports.warehouse().open()) {
            for (Hook hook : hooks) {
                try {
                    session.run(ports.hooks().render(hook));
                } catch (WarehouseException e) {
                    throw new DiagnosticException(
                            Diagnostic.error(hook.at(), "A hook of the run failed: " + e.getMessage(), ""), e);
                }
            }
        }
    }

    private void endHooks(RunScope scope, List<NodeResult> results) {
        Instant started = ports.clock().instant();
        try {
            hooks(scope.request().project().onRunEnd());
        } catch (DiagnosticException e) {
            String project = scope.request().project().name();
            results.add(scope.result(
                    NodeId.of(NodeKind.OPERATION, project, project + "-on_run_end"),
                    new Outcome.Error(e.diagnostics().get(0)),
                    started,
                    Optional.empty(),
                    "",
                    List.of()));
        }
    }

    private void ended(RunReport report, String status) {
        try {
            ports.records().invocationEnded(report.invocation(), status);
        } catch (WarehouseException e) {
            ports.listener().note(Diagnostic.warning("The end of the run is not recorded: " + e.getMessage(), ""));
        }
        ports.listener().ended(report);
    }

    private static String status(RunReport report) {
        if (report.ending() == Ending.INTERRUPTED) return "interrupted";
        return report.failed() ? "error" : "success";
    }
}
