package dev.ashlar.run;

import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.plan.Step;
import dev.ashlar.port.NodeTask.Instead;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.NodeResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tests that gate one node, for one attempt at it. */
final class GateTests implements PlanExecutor.Gate {
    private final NodeId node;
    private final List<DataTest> tests;
    private final DataTests runner;
    private final StoredFailures stored;
    private final Map<NodeId, Instead> deferred;
    private final Map<NodeId, Instead> company;
    private Map<NodeId, Instead> unpublished = Map.of();

    /** @param company how nodes print until they are published in the same transaction as this one */
    GateTests(
            NodeId node,
            List<DataTest> tests,
            DataTests runner,
            StoredFailures stored,
            Map<NodeId, Instead> deferred,
            Map<NodeId, Instead> company) {
        this.node = node;
        this.tests = tests;
        this.runner = runner;
        this.stored = stored;
        this.deferred = deferred;
        this.company = company;
    }

    /** @param others how nodes print in the transaction that publishes them after the tests in it are run */
    void publishing(Map<NodeId, Instead> others) {
        unpublished = Map.copyOf(others);
    }

    @Override
    public List<NodeResult> check(Step.Check check, WarehouseSession session, PlanExecutor.Place place) {
        List<NodeResult> results = new ArrayList<>();
        for (DataTest test : tests) {
            GateView view = new GateView(test, node);
            if (!view.belongsTo(check.scope())) continue;
            Map<NodeId, Instead> instead = new HashMap<>(deferred);
            instead.putAll(
                    switch (place) {
                        case BETWEEN_TRANSACTIONS -> company;
                        case IN_TRANSACTION -> unpublished;
                    });
            view.through(check.sight()).ifPresent(seen -> instead.put(node, seen));
            DataTests.Tested tested = runner.run(test, session, instead);
            results.add(stored.keep(tested, session, place));
            if (tested.errored() && place == PlanExecutor.Place.IN_TRANSACTION) break;
        }
        return results;
    }

    @Override
    public void ended() {
        stored.flush();
    }
}
