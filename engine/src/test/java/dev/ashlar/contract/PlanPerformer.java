package dev.ashlar.contract;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.Shape;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.Step;
import dev.ashlar.port.NodeTask.Prepared;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.QueryResult;
import dev.ashlar.report.RowCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Does plans against a real warehouse, one after the other and without a runner around them. */
public final class PlanPerformer {
    private final Warehouse warehouse;
    private final RelationName markers;
    private final PlanContext.GateMode gate;
    private final Predicate<Step.Check> passes;
    private final List<Diagnostic> notes = new ArrayList<>();
    private int attempts;

    /** @param passes whether the tests of a check hold */
    public PlanPerformer(
            Warehouse warehouse, RelationName markers, PlanContext.GateMode gate, Predicate<Step.Check> passes) {
        this.warehouse = warehouse;
        this.markers = markers;
        this.gate = gate;
        this.passes = passes;
    }

    /** @return rows of the statements that moved some */
    public RowCounts perform(NodeId node, RelationName relation, WarehouseSession session, Prepared prepared) {
        attempts++;
        Catalog catalog = warehouse.catalog(List.of(relation.schema()));
        RelationState state = RelationState.observed(
                node,
                relation,
                catalog,
                name -> count(session, name) > 0
                        ? Optional.of(new RelationState.Known(node, Instant.EPOCH, ""))
                        : Optional.empty(),
                RelationState.Adoption.REFUSED,
                warehouse.identifierLimit());
        PlanContext context = new PlanContext(
                warehouse.engine(),
                warehouse.capabilities(),
                warehouse.identifierLimit(),
                warehouse.types(),
                PlanContext.Rebuild.AS_NEEDED,
                gate,
                Instant.parse("2026-10-01T02:00:00Z"),
                "invocation-1",
                "attempt-" + attempts,
                markers);
        RowCounts rows = RowCounts.NONE;
        Plan plan = prepared.begin(state, context);
        while (true) {
            notes.addAll(plan.notes());
            Optional<Shape> shape = Optional.empty();
            for (Step step : plan.steps()) {
                switch (step) {
                    case Step.Stage stage -> rows = rows.plus(run(session, stage.statements()));
                    case Step.Publish publish -> rows = rows.plus(run(session, publish.statements()));
                    case Step.LoadRows load ->
                        session.load(load.table(), load.columns(), load.typing(), prepared.rows(load.content()));
                    case Step.Read read -> shape = Optional.of(read(session, read));
                    case Step.Check check -> {
                        if (!passes.test(check)) {
                            run(session, check.onFailure());
                            throw new GateShut();
                        }
                    }
                }
            }
            if (shape.isEmpty()) return rows;
            plan = prepared.proceed(state, context, shape.get());
        }
    }

    /** What the plans had to say. */
    public List<Diagnostic> notes() {
        return List.copyOf(notes);
    }

    /** Tests did not hold. */
    public static final class GateShut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private long count(WarehouseSession session, RelationName name) {
        return ((Number) session.read(
                                "select count(*) from " + markers + " where relation_schema = '" + name.schema()
                                        + "' and relation_name = '"
                                        + name.identifier().replace("'", "''") + "'",
                                1)
                        .rows()
                        .get(0)
                        .get(0))
                .longValue();
    }

    private static RowCounts run(WarehouseSession session, List<Statement> statements) {
        RowCounts rows = RowCounts.NONE;
        for (Statement statement : statements) rows = rows.plus(session.run(statement));
        return rows;
    }

    private static Shape read(WarehouseSession session, Step.Read read) {
        Map<String, QueryResult> answers = new HashMap<>();
        for (Step.Question question : read.questions()) {
            answers.put(question.name(), session.read(question.sql(), 100));
        }
        return new Shape(session.describe(read.query()), answers);
    }
}
