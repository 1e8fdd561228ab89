package dev.ashlar.run;

import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Bindings;
import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.EngineFacts;
import dev.ashlar.plan.FinishedInterval;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.plan.PlanContext.Rebuild;
import dev.ashlar.plan.Planners;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.RelationState.Ownership;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.IncrementalMode;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import dev.ashlar.report.Grantee;
import dev.ashlar.report.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A warehouse that nobody is connected to: empty, or with every relation as the project describes it.
 *
 * @param session refuses what a template asks
 */
public record AssumedGround(
        Assumption assumption,
        EngineFacts engine,
        Invocation invocation,
        RelationName markers,
        WarehouseSession session)
        implements DryRun.Ground {

    public enum Assumption {
        NEW,
        EXISTING
    }

    @Override
    public PlanContext context(NodeId node, Rebuild rebuild, GateMode gate) {
        return new PlanContext(
                engine.name(),
                engine.can(),
                engine.identifierLimit(),
                engine.types(),
                rebuild,
                gate,
                invocation.startedAt(),
                invocation.id(),
                invocation.id() + "/" + node + "/1",
                markers);
    }

    @Override
    public RelationState state(Node node, RelationName relation) {
        return switch (assumption) {
            case NEW -> RelationState.absent(relation);
            case EXISTING -> standing(node, relation);
        };
    }

    private RelationState standing(Node node, RelationName relation) {
        List<CatalogColumn> columns = new ArrayList<>(DeclaredColumns.of(node).orElse(List.of()));
        if (node instanceof Node.Snapshot snapshot) columns.addAll(Planners.added(snapshot));
        CatalogRelation published = new CatalogRelation(relation, kind(node), columns, Optional.empty());
        return new RelationState(
                relation,
                Optional.of(published),
                Ownership.OURS,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Set.of(relation),
                Optional.of(new RelationState.Known(
                        node.id(), invocation.startedAt().minusSeconds(1), "")),
                List.of(),
                Map.of(),
                RelationState.Remembered.NOTHING);
    }

    private static Kind kind(Node node) {
        return node instanceof Node.Model model && model.materialization() instanceof Materialization.View
                ? Kind.VIEW
                : Kind.TABLE;
    }

    @Override
    public List<FinishedInterval> finished(RelationName relation) {
        return List.of();
    }

    @Override
    public Set<EngineCapability> capabilities() {
        return engine.can();
    }

    @Override
    public boolean holdsAny(String schema) {
        return assumption == Assumption.EXISTING;
    }

    @Override
    public Set<Grantee> users(String schema) {
        return Set.of();
    }

    @Override
    public Bindings bindings(RelationName relation) {
        return Bindings.NONE;
    }

    @Override
    public Optional<List<CatalogColumn>> columns(Node node, String sql) {
        return DeclaredColumns.of(node);
    }

    @Override
    public Facts facts(IncrementalMode mode) {
        return new Facts(session, Map.of(), mode);
    }
}
