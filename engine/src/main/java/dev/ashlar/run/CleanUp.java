package dev.ashlar.run;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.CandidateNames;
import dev.ashlar.plan.MarkerStatement;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.port.RunRecords.Marker;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogRelation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What of a warehouse nobody is to need any more: found first, so that it can be shown, and dropped by a second call. Only
 * what markers know as ours is dropped, and nothing that a relation which stays is bound to.
 *
 * @param dropped in an order in which nothing is dropped before what is bound to it
 * @param kept what a reader of the list would expect in it
 * @param schemas that will be empty by then
 * @param records the tables of records that go too; empty where the records are still needed
 */
public record CleanUp(List<Item> dropped, List<Item> kept, List<String> schemas, List<RelationName> records) {
    public CleanUp {
        dropped = List.copyOf(dropped);
        kept = List.copyOf(kept);
        schemas = List.copyOf(schemas);
        records = List.copyOf(records);
    }

    /** @param why it is dropped or kept, to follow its name in a list; may be empty */
    public record Item(CatalogRelation relation, String why) {}

    /** Schemas to read before {@link #expired}. */
    public static SortedSet<String> schemasOfExpired(Project project, Map<RelationName, Marker> markers, Instant now) {
        SortedSet<String> schemas = new TreeSet<>();
        reasons(project, new Ownership(markers), now).keySet().forEach(name -> schemas.add(name.schema()));
        return schemas;
    }

    /** Relations of models whose time is over, with what failed its tests on the way to them. */
    public static CleanUp expired(
            Project project, Map<RelationName, Marker> markers, Catalog catalog, Instant now, int identifierLimit) {
        Ownership ownership = new Ownership(markers);
        SequencedMap<CatalogRelation, String> candidates = new LinkedHashMap<>();
        reasons(project, ownership, now).forEach((name, why) -> {
            catalog.find(name).ifPresent(found -> candidates.put(found, why));
            for (RelationName beside : CandidateNames.of(name, identifierLimit).lasting()) {
                catalog.find(beside)
                        .filter(found -> ownership.find(beside).isPresent())
                        .ifPresent(found -> candidates.put(found, "was built for '" + name.identifier() + "'"));
            }
        });
        Sorting sorting = new Sorting(catalog, ownership, candidates);
        return new CleanUp(sorting.dropped(), sorting.kept(), List.of(), List.of());
    }

    private static Map<RelationName, String> reasons(Project project, Ownership ownership, Instant now) {
        Map<RelationName, String> reasons = new LinkedHashMap<>();
        for (Node node : project.nodes().values()) {
            if (!(node instanceof Node.Model model)) continue;
            RelationName name = model.build().relation();
            Expiry.of(project, model, ownership.find(name), now).ifPresent(why -> reasons.put(name, why));
        }
        return reasons;
    }

    /** Schemas that the records name, and that of the records itself. To be read before {@link #everything}. */
    public static SortedSet<String> recordedSchemas(
            Map<RelationName, Marker> markers, List<RelationName> recordTables) {
        SortedSet<String> schemas = new TreeSet<>();
        markers.keySet().forEach(name -> schemas.add(name.schema()));
        recordTables.forEach(name -> schemas.add(name.schema()));
        return schemas;
    }

    /**
     * All that the records know, and the schemas that hold nothing else. The records themselves go when nothing of ours
     * stays.
     */
    public static CleanUp everything(
            Map<RelationName, Marker> markers, List<RelationName> recordTables, Catalog catalog) {
        Ownership ownership = new Ownership(markers);
        SortedSet<String> schemas = recordedSchemas(markers, recordTables);
        List<String> tablesOfRecords = recordTables.stream().map(Catalog::key).toList();
        SequencedMap<CatalogRelation, String> candidates = new LinkedHashMap<>();
        for (CatalogRelation relation : catalog.relations()) {
            boolean isRecord = tablesOfRecords.contains(Catalog.key(relation.name()));
            if (!isRecord && schemas.contains(relation.name().schema())) candidates.put(relation, "");
        }
        Sorting sorting = new Sorting(catalog, ownership, candidates);
        boolean oursStays = sorting.kept().stream()
                .anyMatch(item -> ownership.find(item.relation().name()).isPresent());
        List<RelationName> records = oursStays
                ? List.of()
                : recordTables.stream()
                        .filter(table -> catalog.find(table).isPresent())
                        .toList();
        for (Item item : sorting.kept()) schemas.remove(item.relation().name().schema());
        if (records.isEmpty()) recordTables.forEach(table -> schemas.remove(table.schema()));
        return new CleanUp(sorting.dropped(), sorting.kept(), List.copyOf(schemas), records);
    }

    public boolean isEmpty() {
        return dropped.isEmpty() && schemas.isEmpty() && records.isEmpty();
    }

    /** Whether any of these is dropped; with the records, whatever is held. */
    public boolean meets(Collection<RelationName> held) {
        if (!records.isEmpty()) return !held.isEmpty();
        List<String> keys = held.stream().map(Catalog::key).toList();
        return dropped.stream()
                .anyMatch(item -> keys.contains(Catalog.key(item.relation().name())));
    }

    /** Drops all of it: each relation with its marker, so that what an interruption leaves is known as ours still. */
    public void run(WarehouseSession session, RelationName markers) {
        for (Item item : dropped) {
            session.run(new TransactionStatement.Begin());
            session.run(drop(item.relation()));
            session.run(
                    new MarkerStatement.ForgetMarker(markers, item.relation().name()));
            session.run(new TransactionStatement.Commit());
        }
        for (RelationName table : records) session.run(new RelationStatement.DropTable(table));
        for (String schema : schemas) session.run(new RelationStatement.DropSchema(schema));
    }

    private static Statement drop(CatalogRelation relation) {
        return switch (relation.kind()) {
            case TABLE -> new RelationStatement.DropTable(relation.name());
            case VIEW -> new RelationStatement.DropView(relation.name());
            case MATERIALIZED_VIEW -> new RelationStatement.DropMaterializedView(relation.name());
            case EXTERNAL ->
                throw new IllegalStateException("External relations are never dropped: " + relation.name());
        };
    }

    /** Parts what may go from what has to stay. */
    private static final class Sorting {
        private final Ownership ownership;
        private final SequencedMap<CatalogRelation, String> candidates;
        private final Map<String, List<CatalogRelation>> bound = new HashMap<>();
        private final SequencedMap<CatalogRelation, String> staying = new LinkedHashMap<>();
        private final SequencedMap<CatalogRelation, String> going = new LinkedHashMap<>();

        Sorting(Catalog catalog, Ownership ownership, SequencedMap<CatalogRelation, String> candidates) {
            this.ownership = ownership;
            this.candidates = candidates;
            for (CatalogRelation relation : catalog.relations()) {
                for (RelationName read : relation.references()) {
                    bound.computeIfAbsent(Catalog.key(read), unused -> new ArrayList<>())
                            .add(relation);
                }
            }
            candidates.keySet().forEach(relation -> foreign(relation).ifPresent(why -> staying.put(relation, why)));
            while (moreStay()) {}
            candidates.keySet().forEach(this::goAfterBound);
        }

        private List<CatalogRelation> boundTo(CatalogRelation relation) {
            return bound.getOrDefault(Catalog.key(relation.name()), List.of());
        }

        private Optional<String> foreign(CatalogRelation relation) {
            if (relation.kind() == CatalogRelation.Kind.EXTERNAL) return Optional.of("is external");
            return ownership.find(relation.name()).isEmpty() ? Optional.of("was not made by Ashlar") : Optional.empty();
        }

        private boolean moreStay() {
            boolean more = false;
            for (CatalogRelation relation : candidates.keySet()) {
                if (staying.containsKey(relation)) continue;
                Optional<CatalogRelation> needing = boundTo(relation).stream()
                        .filter(bound -> !candidates.containsKey(bound) || staying.containsKey(bound))
                        .findFirst();
                needing.ifPresent(bound ->
                        staying.put(relation, "is needed by " + bound.name().plain() + ", which stays"));
                more |= needing.isPresent();
            }
            return more;
        }

        /** What is bound to it first. Tables whose foreign keys refer to each other end the walk where it began. */
        private void goAfterBound(CatalogRelation relation) {
            if (staying.containsKey(relation) || going.containsKey(relation)) return;
            going.put(relation, candidates.get(relation));
            boundTo(relation).forEach(this::goAfterBound);
            going.remove(relation);
            going.put(relation, candidates.get(relation));
        }

        List<Item> dropped() {
            return items(going);
        }

        List<Item> kept() {
            return items(staying);
        }

        private static List<Item> items(SequencedMap<CatalogRelation, String> relations) {
            List<Item> items = new ArrayList<>();
            relations.forEach((relation, why) -> items.add(new Item(relation, why)));
            return items;
        }
    }
}
