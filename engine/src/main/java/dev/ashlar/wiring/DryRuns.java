package dev.ashlar.wiring;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.load.LoadOrder;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RelationState.Adoption;
import dev.ashlar.port.NodeTask;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.Invocation;
import dev.ashlar.run.AssumedGround;
import dev.ashlar.run.AssumedGround.Assumption;
import dev.ashlar.run.DryRun;
import dev.ashlar.run.EventReach;
import dev.ashlar.run.LiveGround;
import dev.ashlar.run.RunOptions;
import dev.ashlar.wiring.Places.Asking;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Plans runs and sends nothing. */
public final class DryRuns {
    private final Workspace workspace;
    private final NodeTasks tasks;

    DryRuns(Workspace workspace) {
        this.workspace = workspace;
        this.tasks = new NodeTasks(workspace);
    }

    /** Hears what a run would do, in order. */
    public interface Reader {
        void schemas(List<String> statements);

        void node(DryRun.Planned planned);
    }

    /**
     * Plans without sending; with an assumption also without a connection.
     *
     * @param order what is asked of sources that are loaded from files
     */
    public void plan(
            RunOptions options,
            ReachSettings asked,
            LoadOrder order,
            SortedSet<NodeId> chosen,
            Optional<Assumption> assumption,
            Reader reader) {
        EventReach reach = asked.reach(workspace, Runs.rebuild(options));
        Invocation invocation = workspace.invocation(workspace.command(), List.of());
        if (assumption.isPresent()) {
            Engines.Offline offline = Engines.offline(workspace.target());
            RelationName markers = RelationName.of(workspace.project().schemas().meta(), "markers");
            AssumedGround ground = new AssumedGround(
                    assumption.get(), offline.engine(), invocation, markers, new LazySession(DryRuns::notConnected));
            tell(
                    options,
                    reach,
                    chosen,
                    new DryRun(
                            workspace.project(),
                            workspace.graph(),
                            tasks.byKind(Optional.empty(), order, Asking.LANDED_ONLY),
                            offline.renderer(),
                            ground),
                    reader);
            return;
        }
        Adoption adoption = options.has(RunOptions.Flag.ADOPT) ? Adoption.ALLOWED : Adoption.REFUSED;
        try (LiveGround ground = new LiveGround(
                workspace.warehouse(), workspace.records(), workspace.project(), chosen, invocation, adoption)) {
            NodeTask live = tasks.byKind(workspace.connected().records().findLoads(), order, Asking.LANDED_ONLY);
            DryRun dry = new DryRun(
                    workspace.project(),
                    workspace.graph(),
                    live,
                    workspace.connected().renderer(),
                    ground);
            tell(options, reach, chosen, dry, reader);
        }
    }

    private static void tell(
            RunOptions options, EventReach reach, SortedSet<NodeId> chosen, DryRun dry, Reader reader) {
        reader.schemas(dry.schemas(chosen, options));
        dry.plan(chosen, options, reach).forEach(reader::node);
    }

    private static WarehouseSession notConnected() {
        throw new DiagnosticException(Diagnostic.error(
                "The template asks the warehouse (run_query, adapter.columns), and --assume plans without one.",
                "Leave out --assume, so that it can be asked."));
    }
}
