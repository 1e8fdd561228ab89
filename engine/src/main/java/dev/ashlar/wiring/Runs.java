package dev.ashlar.wiring;

import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.compile.render.DataTestCompiler;
import dev.ashlar.compile.render.UnitTestRenderer;
import dev.ashlar.load.LoadOrder;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.LoadPlanner;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.RunRecords;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.Lineage;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.EventReach;
import dev.ashlar.run.FreshnessCheck;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.KeptTask;
import dev.ashlar.run.Publication;
import dev.ashlar.run.PublicationRecords;
import dev.ashlar.run.Rollback;
import dev.ashlar.run.RollbackTask;
import dev.ashlar.run.RunOptions;
import dev.ashlar.run.RunPorts;
import dev.ashlar.run.RunRequest;
import dev.ashlar.run.Runner;
import dev.ashlar.run.Writing;
import dev.ashlar.wiring.Places.Asking;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Does what changes the warehouse node by node: runs, publications, and checks of freshness. */
public final class Runs {
    private static final int RETRIES = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final Workspace workspace;
    private final NodeTasks tasks;

    Runs(Workspace workspace) {
        this.workspace = workspace;
        this.tasks = new NodeTasks(workspace);
    }

    /** How a run on this target behaves: threads and retries as the profile says. */
    public RunOptions options(RunOptions.Verb verb, Set<RunOptions.Flag> flags) {
        Object retries = workspace.target().options().get("retries");
        return new RunOptions(
                verb,
                workspace.target().threads(),
                flags,
                retries instanceof Number number ? number.intValue() : RETRIES,
                FIRST_PAUSE);
    }

    /** What a run of the nodes will write to. Connects to nothing. */
    public Destination destination(RunOptions options, SortedSet<NodeId> chosen) {
        SortedSet<String> schemas = Writing.schemas(workspace.project(), workspace.graph(), chosen, options);
        schemas.add(workspace.project().schemas().meta());
        return workspace.destination(schemas);
    }

    /** Incremental models that a run of the nodes would build anew. */
    public List<Node> rebuilt(RunOptions options, SortedSet<NodeId> chosen) {
        return Writing.rebuilt(workspace.project(), workspace.graph(), chosen, options);
    }

    /** @throws dev.ashlar.diagnostic.DiagnosticException for what the run cannot be asked for */
    public void demandSound(ReachSettings reach, RunOptions options) {
        reach.reach(workspace, rebuild(options));
    }

    static Settings.Rebuild rebuild(RunOptions options) {
        return options.has(RunOptions.Flag.FULL_REFRESH)
                ? Settings.Rebuild.FULL_REFRESH
                : Settings.Rebuild.AS_CONFIGURED;
    }

    /**
     * Runs the nodes; the caller shows the report.
     *
     * @param order what is asked of sources that are loaded from files
     */
    public RunReport run(
            Invocation invocation,
            String selection,
            RunOptions options,
            ReachSettings asked,
            LoadOrder order,
            SortedSet<NodeId> chosen,
            RunListener listener,
            Interruption interruption) {
        EventReach reach = asked.reach(workspace, rebuild(options));
        RunPorts ports = new RunPorts(
                workspace.warehouse(),
                workspace.connected().renderer(),
                workspace.records(),
                workspace.artifacts(),
                listener,
                tasks.byKind(
                        Optional.of(
                                RelationName.of(workspace.project().schemas().meta(), LoadPlanner.LEDGER)),
                        order,
                        order instanceof LoadOrder.LoadNew ? Asking.ASK : Asking.LANDED_ONLY),
                new DataTestCompiler(workspace.compiler()),
                new UnitTestRenderer(workspace.compiler()),
                tasks::hook,
                InstantSource.system(),
                workspace.leasing());
        RunRequest request = new RunRequest(
                invocation,
                selection,
                workspace.describedProject(),
                workspace.graph(),
                chosen,
                Map.of(),
                workspace.artifacts().durations(),
                options,
                reach);
        RunReport report = new Runner(ports).run(request, interruption);
        Map<NodeId, String> compiled = new HashMap<>();
        report.results().forEach(result -> {
            if (!result.compiledSql().isEmpty()) compiled.put(result.node(), result.compiledSql());
        });
        workspace.artifacts().writeManifest(workspace.describedProject(), invocation, compiled, Lineage.EMPTY);
        return report;
    }

    /** Publishes what is kept, as part of the run that built it. This workspace must have that run's time. */
    public RunReport publish(Publication publication, List<String> arguments, RunListener listener) {
        Invocation publishing = workspace.invocation(workspace.command(), arguments);
        Invocation original = workspace
                .records()
                .findInvocation(Optional.of(publication.kept().invocationId()))
                .map(RunRecords.PastInvocation::invocation)
                .orElse(publishing);
        RunPorts ports = new RunPorts(
                workspace.warehouse(),
                workspace.connected().renderer(),
                new PublicationRecords(workspace.records(), publishing),
                workspace.artifacts(),
                listener,
                new KeptTask(tasks.models()::compileAny, publication.kept()),
                new DataTestCompiler(workspace.compiler()),
                new UnitTestRenderer(workspace.compiler()),
                tasks::hook,
                InstantSource.system(),
                workspace.leasing());
        Set<RunOptions.Flag> flags =
                original.arguments().contains("--full-refresh") ? Set.of(RunOptions.Flag.FULL_REFRESH) : Set.of();
        RunRequest request = new RunRequest(
                original,
                publication.node().name(),
                workspace.project(),
                workspace.graph(),
                new TreeSet<>(Set.of(publication.node().id())),
                Map.of(),
                Map.of(),
                options(publication.verb(), flags));
        return new Runner(ports).run(request, new Interruption());
    }

    /** Puts back what a model published before: an invocation of its own. */
    public RunReport rollback(Rollback rollback, List<String> arguments, RunListener listener) {
        RunPorts ports = new RunPorts(
                workspace.warehouse(),
                workspace.connected().renderer(),
                workspace.records(),
                new UnjournaledArtifacts(workspace.artifacts()),
                listener,
                new RollbackTask(rollback),
                new DataTestCompiler(workspace.compiler()),
                new UnitTestRenderer(workspace.compiler()),
                tasks::hook,
                InstantSource.system(),
                workspace.leasing());
        RunRequest request = new RunRequest(
                workspace.invocation(workspace.command(), arguments),
                rollback.model().name(),
                workspace.project(),
                workspace.graph(),
                new TreeSet<>(Set.of(rollback.model().id())),
                Map.of(),
                Map.of(),
                options(RunOptions.Verb.RUN, Set.of()));
        return new Runner(ports).run(request, new Interruption());
    }

    /**
     * @param found what was found, written to {@code sources.json}
     * @param unrecorded why it does not stand in the warehouse's records, where it does not
     */
    public record Fresh(FreshnessCheck.Found found, Optional<String> unrecorded) {}

    /** Judges the age of sources, and writes what it finds to {@code sources.json} and to the records in the warehouse. */
    public Fresh freshness(SortedSet<NodeId> selected, String selection, List<String> arguments) {
        Invocation invocation = workspace.invocation(workspace.command(), arguments);
        FreshnessCheck check = new FreshnessCheck(
                workspace.warehouse(),
                workspace.connected().records().findLoads(),
                new RunListener() {},
                InstantSource.system());
        FreshnessCheck.Found found = check.check(workspace.project(), selected, invocation, new Interruption());
        workspace.artifacts().writeSources(workspace.project(), found.report(), found.rows());
        return new Fresh(found, found.rows().isEmpty() ? Optional.empty() : recorded(found, invocation, selection));
    }

    /** Who may only read is told how fresh the sources are all the same. */
    private Optional<String> recorded(FreshnessCheck.Found found, Invocation invocation, String selection) {
        JdbiRunRecords records = workspace.connected().records();
        try {
            records.prepare();
            records.invocationStarted(invocation, selection);
            records.freshnessFound(invocation, found.report().results(), found.rows());
            records.invocationEnded(invocation, found.report().failed() ? "error" : "success");
            return Optional.empty();
        } catch (WarehouseException refused) {
            return Optional.of(refused.getMessage());
        }
    }
}
