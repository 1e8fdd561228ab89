package dev.ashlar.run;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.FinishedInterval;
import dev.ashlar.port.RunRecords;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remembers what was recorded; markers are those of the fake warehouse. */
final class FakeRecords implements RunRecords {
    final List<String> events = new ArrayList<>();
    private final FakeWarehouse warehouse;

    FakeRecords(FakeWarehouse warehouse) {
        this.warehouse = warehouse;
    }

    @Override
    public void prepare() {}

    @Override
    public void invocationStarted(Invocation invocation, String selection) {
        events.add("started " + invocation.id());
    }

    @Override
    public void nodeEnded(Invocation invocation, NodeResult result) {
        events.add("ended " + result.node());
    }

    @Override
    public void invocationEnded(Invocation invocation, String status) {
        events.add(status);
    }

    @Override
    public RelationName markers() {
        return RelationName.of("meta", "markers");
    }

    @Override
    public List<RelationName> tables() {
        return List.of(markers());
    }

    @Override
    public Map<RelationName, Marker> readMarkers() {
        return warehouse.markers();
    }

    @Override
    public Map<RelationName, Map<String, List<String>>> readGranted() {
        return Map.of();
    }

    @Override
    public List<FinishedInterval> readIntervals(RelationName relation) {
        return List.of();
    }

    @Override
    public boolean marked(RelationName relation, String attempt) {
        Marker marker = warehouse.markers().get(relation);
        return marker != null && marker.attempt().equals(attempt);
    }

    @Override
    public Optional<PastInvocation> findInvocation(Optional<String> id) {
        return Optional.empty();
    }

    @Override
    public List<PastInvocation> recent(int limit) {
        return List.of();
    }
}
