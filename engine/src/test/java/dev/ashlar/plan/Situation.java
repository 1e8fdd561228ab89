package dev.ashlar.plan;

import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.plan.PlanContext.Rebuild;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A state of the warehouse and of the run in which {@code shop.orders} is to be built; all of them can be listed. */
record Situation(Published published, Set<Trace> traces, GateMode gate, Rebuild rebuild) {
    static final RelationName CANDIDATE = PlanNodes.ORDERS.named("orders__new");
    static final RelationName FAILED = PlanNodes.ORDERS.named("orders__failed");
    static final RelationName OLD = PlanNodes.ORDERS.named("orders__old");

    enum Published {
        ABSENT,
        /** It was ours; only its markers are left. */
        DROPPED,
        OUR_TABLE,
        OUR_VIEW,
        UNKNOWN_TABLE,
        ADOPTED_TABLE,
        ADOPTED_VIEW
    }

    /** What earlier attempts, or others, left under the names that a build uses on its way. */
    enum Trace {
        KILLED_CANDIDATE,
        KEPT_FAILED,
        FOREIGN_CANDIDATE,
        FOREIGN_FAILED,
        FOREIGN_OLD
    }

    /** Every state that can be met. */
    static List<Situation> all() {
        List<Set<Trace>> traces = new ArrayList<>();
        for (Optional<Trace> candidate : optional(Trace.KILLED_CANDIDATE, Trace.FOREIGN_CANDIDATE)) {
            for (Optional<Trace> failed : optional(Trace.KEPT_FAILED, Trace.FOREIGN_FAILED)) {
                for (Optional<Trace> old : optional(Trace.FOREIGN_OLD)) {
                    Set<Trace> set = new HashSet<>();
                    candidate.ifPresent(set::add);
                    failed.ifPresent(set::add);
                    old.ifPresent(set::add);
                    traces.add(set);
                }
            }
        }
        return product(traces);
    }

    /** Every state, with traces of one's own either none or all. */
    static List<Situation> ofOneself() {
        return product(List.of(Set.of(), Set.of(Trace.KILLED_CANDIDATE, Trace.KEPT_FAILED)));
    }

    private static List<Optional<Trace>> optional(Trace... traces) {
        List<Optional<Trace>> all = new ArrayList<>(List.of(Optional.empty()));
        for (Trace trace : traces) all.add(Optional.of(trace));
        return all;
    }

    private static List<Situation> product(List<Set<Trace>> traces) {
        List<Situation> all = new ArrayList<>();
        for (Published published : Published.values()) {
            for (Set<Trace> left : traces) {
                for (GateMode gate : GateMode.values()) {
                    for (Rebuild rebuild : Rebuild.values()) all.add(new Situation(published, left, gate, rebuild));
                }
            }
        }
        return all;
    }

    boolean strange() {
        return traces.contains(Trace.FOREIGN_CANDIDATE)
                || traces.contains(Trace.FOREIGN_FAILED)
                || (traces.contains(Trace.FOREIGN_OLD) && adopted());
    }

    boolean adopted() {
        return published == Published.ADOPTED_TABLE || published == Published.ADOPTED_VIEW;
    }

    RelationState state(NodeId node, List<CatalogColumn> columns) {
        List<CatalogRelation> relations = new ArrayList<>();
        Set<RelationName> marked = new HashSet<>();
        switch (published) {
            case ABSENT, DROPPED -> {}
            case OUR_TABLE, UNKNOWN_TABLE, ADOPTED_TABLE ->
                relations.add(relation(PlanNodes.ORDERS, Kind.TABLE, columns));
            case OUR_VIEW, ADOPTED_VIEW -> relations.add(relation(PlanNodes.ORDERS, Kind.VIEW, columns));
        }
        if (published == Published.OUR_TABLE || published == Published.OUR_VIEW || published == Published.DROPPED) {
            marked.addAll(Set.of(PlanNodes.ORDERS, CANDIDATE));
        }
        for (Trace trace : traces) {
            RelationName name = switch (trace) {
                case KILLED_CANDIDATE, FOREIGN_CANDIDATE -> CANDIDATE;
                case KEPT_FAILED, FOREIGN_FAILED -> FAILED;
                case FOREIGN_OLD -> OLD;
            };
            relations.add(relation(name, Kind.TABLE, columns));
            if (trace == Trace.KILLED_CANDIDATE || trace == Trace.KEPT_FAILED) marked.add(name);
            if (trace == Trace.FOREIGN_CANDIDATE || trace == Trace.FOREIGN_FAILED) marked.remove(name);
        }
        Instant earlier = Instant.parse("2026-11-01T00:00:00Z");
        return RelationState.observed(
                node,
                PlanNodes.ORDERS,
                Catalog.of(relations),
                name -> marked.contains(name) ? Optional.of(new RelationState.Known(node, earlier)) : Optional.empty(),
                adopted() ? RelationState.Adoption.ALLOWED : RelationState.Adoption.REFUSED,
                255);
    }

    private static CatalogRelation relation(RelationName name, Kind kind, List<CatalogColumn> columns) {
        return new CatalogRelation(name, kind, columns, Optional.empty());
    }

    PlanContext context(PlanEngine engine) {
        EngineFacts facts = engine.facts();
        return new PlanContext(
                facts.name(),
                facts.can(),
                facts.identifierLimit(),
                facts.types(),
                rebuild,
                gate,
                Instant.parse("2026-11-02T03:00:00Z"),
                "invocation",
                "attempt",
                PlanDesk.MARKERS);
    }

    /** As in {@code our_table, killed_candidate, gated, full_refresh}. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>(List.of(published.name()));
        traces.stream().map(Trace::name).sorted().forEach(words::add);
        words.add(gate.name());
        if (rebuild == Rebuild.FULL_REFRESH) words.add("full_refresh");
        return String.join(", ", words).toLowerCase(Locale.ROOT);
    }
}
