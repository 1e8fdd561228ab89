package dev.ashlar.plan;

import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogRelation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What stands in the warehouse where a node is to be built.
 *
 * @param published the relation under the node's name
 * @param ownership whether the markers know it
 * @param leftovers candidates and the like of an earlier attempt of this node, which may be dropped
 * @param failed the kept candidate of an earlier failed gate, {@code __failed}
 * @param previous what the published relation replaced, {@code __previous}, if it was kept
 * @param dependents relations bound directly to the published one: views that read it, tables whose foreign keys refer to
 *     it; empty where views bind when they are read
 * @param strangers relations under a name that the node uses on the way, of which no marker says that this node made
 *     them; never touched
 * @param known those of the node's names, its own included, that a marker of this node knows
 * @param last what the newest marker of the relation says
 * @param inputs relations that stand of those the node reads
 * @param granted what an earlier run granted for the node: grantees as written, by privilege
 * @param remembered what remembers the rows that a change stream deleted
 */
public record RelationState(
        RelationName name,
        Optional<CatalogRelation> published,
        Ownership ownership,
        List<CatalogRelation> leftovers,
        Optional<CatalogRelation> failed,
        Optional<CatalogRelation> previous,
        List<RelationName> dependents,
        List<CatalogRelation> strangers,
        Set<RelationName> known,
        Optional<Known> last,
        List<CatalogRelation> inputs,
        Map<String, List<String>> granted,
        Remembered remembered) {
    public RelationState {
        leftovers = List.copyOf(leftovers);
        dependents = List.copyOf(dependents);
        strangers = List.copyOf(strangers);
        known = Set.copyOf(known);
        inputs = List.copyOf(inputs);
        granted = Map.copyOf(granted);
    }

    public RelationState withGranted(Map<String, List<String>> earlier) {
        return new RelationState(
                name,
                published,
                ownership,
                leftovers,
                failed,
                previous,
                dependents,
                strangers,
                known,
                last,
                inputs,
                earlier,
                remembered);
    }

    public RelationState withInputs(List<CatalogRelation> read) {
        return new RelationState(
                name,
                published,
                ownership,
                leftovers,
                failed,
                previous,
                dependents,
                strangers,
                known,
                last,
                read,
                granted,
                remembered);
    }

    /** The time of the run that last wrote the relation. */
    public Optional<Instant> lastRun() {
        return last.map(Known::at);
    }

    public static RelationState absent(RelationName name) {
        return new RelationState(
                name,
                Optional.empty(),
                Ownership.OURS,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Set.of(),
                Optional.empty(),
                List.of(),
                Map.of(),
                Remembered.NOTHING);
    }

    /**
     * Tables of ours beside the relation.
     *
     * @param deleted {@code __deleted}, beside the published table
     * @param failed {@code __deleted__failed}, beside the kept candidate of an earlier failed gate
     * @param orphans {@code __orphans}, beside the published table
     * @param failedOrphans {@code __orphans__failed}, beside the kept candidate
     */
    public record Remembered(
            Optional<CatalogRelation> deleted,
            Optional<CatalogRelation> failed,
            Optional<CatalogRelation> orphans,
            Optional<CatalogRelation> failedOrphans) {
        public static final Remembered NOTHING =
                new Remembered(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public enum Ownership {
        OURS,
        UNKNOWN,
        ADOPTED
    }

    /** Whether relations that the markers do not know may be taken over. */
    public enum Adoption {
        REFUSED,
        ALLOWED
    }

    /**
     * What the newest marker of a relation says.
     *
     * @param checksum of what it was built from
     */
    public record Known(NodeId node, Instant at, String checksum) {}

    /**
     * Judges what the catalog shows under the node's name and the names that its candidates use.
     *
     * @param catalog with the relations that are bound to the node's own
     */
    public static RelationState observed(
            NodeId node,
            RelationName name,
            Catalog catalog,
            Function<RelationName, Optional<Known>> markers,
            Adoption adoption,
            int identifierLimit) {
        CandidateNames names = CandidateNames.of(name, identifierLimit);
        Optional<CatalogRelation> published = catalog.find(name);
        Optional<Known> marker = markers.apply(name);
        List<CatalogRelation> leftovers = new ArrayList<>();
        List<CatalogRelation> strangers = new ArrayList<>();
        Set<RelationName> known = new HashSet<>();
        if (marker.isPresent()) known.add(name);
        Optional<CatalogRelation> failed = Optional.empty();
        Optional<CatalogRelation> previous = Optional.empty();
        Optional<CatalogRelation> deleted = Optional.empty();
        Optional<CatalogRelation> deletedFailed = Optional.empty();
        Optional<CatalogRelation> orphans = Optional.empty();
        Optional<CatalogRelation> orphansFailed = Optional.empty();
        for (RelationName one : names.lasting()) {
            boolean ours = markers.apply(one).filter(m -> m.node().equals(node)).isPresent();
            if (ours) known.add(one);
            Optional<CatalogRelation> found = catalog.find(one);
            if (found.isEmpty()) continue;
            boolean takenOver = (one.equals(names.deleted()) || one.equals(names.orphans()))
                    && published.isPresent()
                    && marker.isEmpty()
                    && adoption == Adoption.ALLOWED;
            if (!ours && !takenOver) strangers.add(found.get());
            else if (one.equals(names.failed())) failed = found;
            else if (one.equals(names.previous())) previous = found;
            else if (one.equals(names.deleted())) deleted = found;
            else if (one.equals(names.deletedFailed())) deletedFailed = found;
            else if (one.equals(names.orphans())) orphans = found;
            else if (one.equals(names.orphansFailed())) orphansFailed = found;
            else leftovers.add(found.get());
        }
        return new RelationState(
                name,
                published,
                ownership(published, marker, adoption),
                leftovers,
                failed,
                previous,
                published.isEmpty()
                        ? List.of()
                        : catalog.boundTo(name).stream()
                                .map(CatalogRelation::name)
                                .filter(bound -> !Catalog.key(bound).equals(Catalog.key(name)))
                                .toList(),
                strangers,
                known,
                marker,
                List.of(),
                Map.of(),
                new Remembered(deleted, deletedFailed, orphans, orphansFailed));
    }

    private static Ownership ownership(Optional<CatalogRelation> published, Optional<Known> marker, Adoption adoption) {
        if (published.isEmpty() || marker.isPresent()) return Ownership.OURS;
        return switch (adoption) {
            case ALLOWED -> Ownership.ADOPTED;
            case REFUSED -> Ownership.UNKNOWN;
        };
    }
}
