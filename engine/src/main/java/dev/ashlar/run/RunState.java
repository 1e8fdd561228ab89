package dev.ashlar.run;

import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Bindings;
import dev.ashlar.plan.CandidateNames;
import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.FinishedInterval;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.RelationState.Adoption;
import dev.ashlar.plan.RelationState.Known;
import dev.ashlar.port.RunRecords;
import dev.ashlar.port.RunRecords.Marker;
import dev.ashlar.port.Warehouse;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.Grantee;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a run knows of the warehouse: relations and markers. Safe for many threads. */
final class RunState {
    private final Warehouse warehouse;
    private final LiveCatalog catalog;
    private final Ownership ownership;
    private final Map<String, Map<String, List<String>>> granted = new HashMap<>();
    private final RunRecords records;

    private RunState(
            Warehouse warehouse,
            LiveCatalog catalog,
            Ownership ownership,
            Map<RelationName, Map<String, List<String>>> granted,
            RunRecords records) {
        granted.forEach((relation, privileges) -> this.granted.put(Catalog.key(relation), privileges));
        this.warehouse = warehouse;
        this.catalog = catalog;
        this.ownership = ownership;
        this.records = records;
    }

    static RunState read(Warehouse warehouse, RunRecords records, Collection<String> schemas) {
        boolean grants = warehouse.capabilities().contains(EngineCapability.GRANTS);
        return new RunState(
                warehouse,
                LiveCatalog.read(warehouse, schemas),
                new Ownership(records.readMarkers()),
                grants ? records.readGranted() : Map.of(),
                records);
    }

    Optional<CatalogRelation> relation(RelationName name) {
        return catalog.find(name);
    }

    /** Whether anything stood in the schema when the run began. */
    boolean holdsAny(String schema) {
        return catalog.holdsAny(schema);
    }

    Optional<Marker> marker(RelationName relation) {
        return ownership.find(relation);
    }

    /** What stands under the node's name and the names it uses on the way. */
    RelationState observe(Node node, RelationName name, Adoption adoption, Project project) {
        int identifierLimit = warehouse.identifierLimit();
        CandidateNames names = CandidateNames.of(name, identifierLimit);
        List<CatalogRelation> around = new ArrayList<>(catalog.boundTo(name));
        Stream.concat(Stream.of(name), names.lasting().stream())
                .flatMap(one -> catalog.find(one).stream())
                .forEach(around::add);
        return RelationState.observed(
                        node.id(),
                        name,
                        Catalog.of(around),
                        one -> ownership
                                .find(one)
                                .map(marker -> new Known(marker.node(), marker.at(), marker.checksum())),
                        adoption,
                        identifierLimit)
                .withInputs(inputs(node, project))
                .withGranted(granted.getOrDefault(Catalog.key(name), Map.of()));
    }

    private List<CatalogRelation> inputs(Node node, Project project) {
        return Inputs.of(node, project).stream()
                .flatMap(name -> catalog.find(name).stream())
                .toList();
    }

    /** Who could use a schema when the run began. */
    Set<Grantee> users(String schema) {
        return catalog.users(schema);
    }

    /** Asks the ledger what batches of a microbatch model are finished. */
    List<FinishedInterval> finished(RelationName relation) {
        return records.readIntervals(relation);
    }

    /** Asks the warehouse what hangs on a relation. */
    Bindings bindings(RelationName relation) {
        return warehouse.bindings(relation);
    }

    /** Asks the warehouse, for when a commit's acknowledgement was lost. */
    boolean committed(Unit.Trace trace) {
        return records.marked(trace.relation(), trace.attempt());
    }

    void apply(Collection<Effect> effects) {
        catalog.apply(effects);
        ownership.apply(effects);
    }

    /** Reads again what another run may have changed of a relation, and of the names it uses on the way. */
    void renew(RelationName name, int identifierLimit) {
        CandidateNames names = CandidateNames.of(name, identifierLimit);
        Map<RelationName, Marker> read = records.readMarkers();
        Stream.concat(Stream.of(name), names.lasting().stream()).forEach(one -> {
            catalog.reread(one);
            ownership.renew(one, read);
        });
    }

    void reread(RelationName relation) {
        catalog.reread(relation);
    }
}
