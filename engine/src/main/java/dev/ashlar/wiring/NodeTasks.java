package dev.ashlar.wiring;

import dev.ashlar.adapter.duckdb.DuckDbParquet;
import dev.ashlar.compile.render.ModelTask;
import dev.ashlar.load.LoadOrder;
import dev.ashlar.load.SeedFiles;
import dev.ashlar.load.SeedTask;
import dev.ashlar.load.SourceTask;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.CompiledNode;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.Planners;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.Shape;
import dev.ashlar.plan.Statement.RawSql;
import dev.ashlar.port.NodeTask;
import dev.ashlar.wiring.Places.Asking;
import java.time.Clock;
import java.util.Optional;

/** Makes nodes and hooks ready for the runner: joins the stages that compile and load to the one that runs. */
final class NodeTasks {
    private final Workspace workspace;

    NodeTasks(Workspace workspace) {
        this.workspace = workspace;
    }

    ModelTask models() {
        return new ModelTask(workspace.compiler(), new PurePlanning());
    }

    /**
     * @param ledger of loaded files; empty where nothing was recorded yet
     * @param order what is asked of sources
     */
    SourceTask sources(Optional<RelationName> ledger, LoadOrder order, Asking asking) {
        return new SourceTask(
                new Places(
                        workspace.folder(),
                        workspace.profilesFile().getParent(),
                        workspace.home(),
                        workspace.target().options().get("places"),
                        workspace.invocationId().substring(0, 8),
                        asking),
                new DuckDbParquet(),
                workspace.targetFolder().resolve("fetched"),
                ledger,
                order,
                Clock.systemUTC());
    }

    /** As for {@link #sources}. */
    NodeTask byKind(Optional<RelationName> ledger, LoadOrder order, Asking asking) {
        ModelTask models = models();
        SourceTask sources = sources(ledger, order, asking);
        return new TaskByKind(models, new SeedTask(new SeedFiles(workspace.folder()), models::compile), sources);
    }

    RawSql hook(Hook hook) {
        return new RawSql(workspace.compilation().hook(hook), hook.at());
    }

    /** Planners are pure functions; the compile stage takes them as an argument. */
    private static final class PurePlanning implements ModelTask.Planning {
        @Override
        public Plan begin(CompiledNode node, RelationState state, PlanContext context) {
            return Planners.begin(node, state, context);
        }

        @Override
        public Plan proceed(CompiledNode node, RelationState state, PlanContext context, Shape shape) {
            return Planners.proceed(node, state, context, shape);
        }
    }
}
