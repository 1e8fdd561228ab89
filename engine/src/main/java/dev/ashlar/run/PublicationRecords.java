package dev.ashlar.run;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.FinishedInterval;
import dev.ashlar.port.RunRecords;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records a publication twice over: as an invocation of its own, which says who did it and when, and as the end of the
 * node in the run whose candidate it publishes, so that {@code retry} goes on from there.
 *
 * @param publishing the invocation of the command
 */
public record PublicationRecords(RunRecords records, Invocation publishing) implements RunRecords {
    @Override
    public void prepare() {
        records.prepare();
    }

    @Override
    public void invocationStarted(Invocation original, String selection) {
        records.invocationStarted(publishing, selection);
    }

    @Override
    public void nodeEnded(Invocation original, NodeResult result) {
        records.nodeEnded(original, result);
        records.nodeEnded(publishing, result);
    }

    @Override
    public void invocationEnded(Invocation original, String status) {
        records.invocationEnded(publishing, status);
    }

    @Override
    public RelationName markers() {
        return records.markers();
    }

    @Override
    public List<RelationName> tables() {
        return records.tables();
    }

    @Override
    public Map<RelationName, Marker> readMarkers() {
        return records.readMarkers();
    }

    @Override
    public Map<RelationName, Map<String, List<String>>> readGranted() {
        return records.readGranted();
    }

    @Override
    public List<FinishedInterval> readIntervals(RelationName relation) {
        return records.readIntervals(relation);
    }

    @Override
    public boolean marked(RelationName relation, String attempt) {
        return records.marked(relation, attempt);
    }

    @Override
    public Optional<PastInvocation> findInvocation(Optional<String> id) {
        return records.findInvocation(id);
    }

    @Override
    public List<PastInvocation> recent(int limit) {
        return records.recent(limit);
    }
}
