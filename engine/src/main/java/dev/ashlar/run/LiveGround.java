package dev.ashlar.run;

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
import dev.ashlar.plan.RelationState.Adoption;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.IncrementalMode;
import dev.ashlar.port.RunRecords;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.Grantee;
import dev.ashlar.report.Invocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The warehouse as it stands, for a run that sends nothing. */
public final class LiveGround implements DryRun.Ground, AutoCloseable {
    private final Warehouse warehouse;
    private final WarehouseSession session;
    private final RunState state;
    private final RunMarks marks;
    private final Adoption adoption;

    public LiveGround(
            Warehouse warehouse,
            RunRecords records,
            Project project,
            Set<NodeId> selected,
            Invocation invocation,
            Adoption adoption) {
        this.warehouse = warehouse;
        this.session = warehouse.open();
        this.state = RunState.read(warehouse, records, DryRun.schemasOf(project, selected));
        this.marks = new RunMarks(records.markers(), invocation, project, warehouse.identifierLimit());
        this.adoption = adoption;
    }

    @Override
    public PlanContext context(NodeId node, Rebuild rebuild, GateMode gate) {
        return new PlanContext(
                warehouse.engine(),
                warehouse.capabilities(),
                warehouse.identifierLimit(),
                warehouse.types(),
                rebuild,
                gate,
                marks.invocation().startedAt(),
                marks.invocation().id(),
                marks.attempt(node, 1),
                marks.table());
    }

    @Override
    public RelationState state(Node node, RelationName relation) {
        return state.observe(node, relation, adoption, marks.project());
    }

    @Override
    public List<FinishedInterval> finished(RelationName relation) {
        return state.finished(relation);
    }

    @Override
    public Set<EngineCapability> capabilities() {
        return warehouse.capabilities();
    }

    @Override
    public boolean holdsAny(String schema) {
        return state.holdsAny(schema);
    }

    @Override
    public Set<Grantee> users(String schema) {
        return state.users(schema);
    }

    @Override
    public Bindings bindings(RelationName relation) {
        return warehouse.bindings(relation);
    }

    @Override
    public Optional<List<CatalogColumn>> columns(Node node, String sql) {
        try {
            return Optional.of(session.describe(sql));
        } catch (WarehouseException e) {
            return DeclaredColumns.of(node);
        }
    }

    @Override
    public Facts facts(IncrementalMode mode) {
        return new Facts(session, Map.of(), mode);
    }

    @Override
    public void close() {
        session.close();
    }
}
