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
import java.util.stream.Stream;

/** A state of the warehouse and of the run in which {@code shop.orders} is to be built; all of them can be listed. */
record Situation(Published published, Set<Trace> traces, GateMode gate, Rebuild rebuild, Hanging hanging) {
    static final RelationName CANDIDATE = PlanNodes.ORDERS.named("orders__new");
    static final RelationName FAILED = PlanNodes.ORDERS.named("orders__failed");
    static final RelationName REPLACED = PlanNodes.ORDERS.named("orders__replaced");
    static final RelationName DELETED = PlanNodes.ORDERS.named("orders__deleted");
    static final RelationName DELETED_NEW = PlanNodes.ORDERS.named("orders__deleted__new");
    static final RelationName DELETED_FAILED = PlanNodes.ORDERS.named("orders__deleted__failed");
    static final RelationName ORPHANS = PlanNodes.ORDERS.named("orders__orphans");
    static final RelationName OLD = PlanNodes.ORDERS.named("orders__old");
    static final RelationName PREVIOUS = PlanNodes.ORDERS.named("orders__previous");

    Situation(Published published, Set<Trace> traces, GateMode gate, Rebuild rebuild) {
        this(published, traces, gate, rebuild, Hanging.NOTHING);
    }

    enum Published {
        ABSENT,
        /** It was ours; only its markers are left. */
        DROPPED,
        OUR_TABLE,
        OUR_VIEW,
        /** Of the query and layout that the node has now. */
        OUR_STORED_VIEW,
        /** Of another query. */
        OUR_OTHER_STORED_VIEW,
        UNKNOWN_TABLE,
        ADOPTED_TABLE,
        ADOPTED_VIEW;

        /** Empty when there is none. */
        Optional<Kind> kind() {
            return switch (this) {
                case ABSENT, DROPPED -> Optional.empty();
                case OUR_TABLE, UNKNOWN_TABLE, ADOPTED_TABLE -> Optional.of(Kind.TABLE);
                case OUR_VIEW, ADOPTED_VIEW -> Optional.of(Kind.VIEW);
                case OUR_STORED_VIEW, OUR_OTHER_STORED_VIEW -> Optional.of(Kind.MATERIALIZED_VIEW);
            };
        }

        boolean stored() {
            return kind().filter(k -> k == Kind.MATERIALIZED_VIEW).isPresent();
        }

        boolean ours() {
            return switch (this) {
                case DROPPED, OUR_TABLE, OUR_VIEW, OUR_STORED_VIEW, OUR_OTHER_STORED_VIEW -> true;
                case ABSENT, UNKNOWN_TABLE, ADOPTED_TABLE, ADOPTED_VIEW -> false;
            };
        }
    }

    /** What earlier attempts, or others, left under the names that a build uses on its way. */
    enum Trace {
        KILLED_CANDIDATE,
        KEPT_FAILED,
        FOREIGN_CANDIDATE,
        FOREIGN_FAILED,
        FOREIGN_OLD,
        KEPT_PREVIOUS,
        FOREIGN_PREVIOUS,
        /** What the last run displaced, to be dropped by this one. */
        OUR_OLD,
        /** Rows that a change stream deleted are remembered. */
        KEPT_DELETED,
        FOREIGN_DELETED,
        /** Rows of a change stream wait for what they point to. */
        KEPT_ORPHANS,
        FOREIGN_ORPHANS
    }

    private static final Set<Trace> OURS = Set.of(
            Trace.KILLED_CANDIDATE,
            Trace.KEPT_FAILED,
            Trace.KEPT_PREVIOUS,
            Trace.OUR_OLD,
            Trace.KEPT_DELETED,
            Trace.KEPT_ORPHANS);

    private static List<Published> published(PlanEngine engine) {
        boolean stored = engine.facts().can().contains(EngineCapability.MATERIALIZED_VIEWS);
        return Stream.of(Published.values()).filter(p -> stored || !p.stored()).toList();
    }

    /** Every state that can be met. */
    static List<Situation> all(PlanEngine engine) {
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
        List<Situation> all = product(engine, traces);
        if (engine.facts().can().contains(EngineCapability.VIEW_BOUND)) {
            List.copyOf(all).stream()
                    .filter(s -> s.published().kind().isPresent() && !s.strange())
                    .map(s -> s.with(Hanging.VIEWS_AND_A_KEY))
                    .forEach(all::add);
        }
        return all;
    }

    /** States in which something hangs on the published relation. */
    static List<Situation> hanging(PlanEngine engine) {
        return product(engine, List.of(Set.of())).stream()
                .filter(s -> s.published().kind().isPresent() && s.rebuild() == Rebuild.AS_NEEDED)
                .map(s -> s.with(Hanging.VIEWS_AND_A_KEY))
                .toList();
    }

    private Situation with(Hanging other) {
        return new Situation(published, traces, gate, rebuild, other);
    }

    /** Every state, with traces of one's own either none or all. */
    static List<Situation> ofOneself(PlanEngine engine) {
        return product(engine, List.of(Set.of(), Set.of(Trace.KILLED_CANDIDATE, Trace.KEPT_FAILED)));
    }

    /** States that matter to what keeps the table it displaces. */
    static List<Situation> ofDisplaced(PlanEngine engine) {
        List<Situation> all = new ArrayList<>();
        List<Set<Trace>> traces = List.of(
                Set.of(),
                Set.of(Trace.KEPT_PREVIOUS),
                Set.of(Trace.FOREIGN_PREVIOUS),
                Set.of(Trace.OUR_OLD),
                Set.of(Trace.FOREIGN_OLD),
                Set.of(Trace.KEPT_PREVIOUS, Trace.OUR_OLD, Trace.KILLED_CANDIDATE, Trace.KEPT_FAILED));
        for (Situation one : product(engine, traces)) {
            if (one.published() == Published.UNKNOWN_TABLE) continue;
            all.add(one);
            boolean bound = engine.facts().can().contains(EngineCapability.VIEW_BOUND);
            if (bound && one.published().kind().isPresent()) all.add(one.with(Hanging.VIEWS_AND_A_KEY));
        }
        return all;
    }

    private static List<Optional<Trace>> optional(Trace... traces) {
        List<Optional<Trace>> all = new ArrayList<>(List.of(Optional.empty()));
        for (Trace trace : traces) all.add(Optional.of(trace));
        return all;
    }

    private static List<Situation> product(PlanEngine engine, List<Set<Trace>> traces) {
        List<Situation> all = new ArrayList<>();
        for (Published published : published(engine)) {
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

    boolean gatedOrRefreshed() {
        return gate == GateMode.GATED || rebuild == Rebuild.FULL_REFRESH;
    }

    boolean adopted() {
        return published == Published.ADOPTED_TABLE || published == Published.ADOPTED_VIEW;
    }

    Bindings bindings() {
        return published.kind().map(hanging::bindings).orElse(Bindings.NONE);
    }

    /** @param checksum of the node as it is now */
    RelationState state(NodeId node, String checksum, List<CatalogColumn> columns) {
        List<CatalogRelation> relations = new ArrayList<>();
        Set<RelationName> marked = new HashSet<>();
        published.kind().ifPresent(kind -> {
            relations.add(relation(PlanNodes.ORDERS, kind, columns));
            relations.addAll(hanging.relations(kind));
        });
        if (published.ours()) marked.addAll(Set.of(PlanNodes.ORDERS, CANDIDATE));
        for (Trace trace : traces) {
            RelationName name = switch (trace) {
                case KILLED_CANDIDATE, FOREIGN_CANDIDATE -> CANDIDATE;
                case KEPT_FAILED, FOREIGN_FAILED -> FAILED;
                case FOREIGN_OLD, OUR_OLD -> OLD;
                case KEPT_PREVIOUS, FOREIGN_PREVIOUS -> PREVIOUS;
                case KEPT_DELETED, FOREIGN_DELETED -> DELETED;
                case KEPT_ORPHANS, FOREIGN_ORPHANS -> ORPHANS;
            };
            relations.add(relation(name, Kind.TABLE, name.equals(DELETED) ? remembering(columns) : columns));
            if (OURS.contains(trace)) marked.add(name);
            if (trace == Trace.FOREIGN_CANDIDATE || trace == Trace.FOREIGN_FAILED) marked.remove(name);
        }
        Instant earlier = Instant.parse("2026-11-01T00:00:00Z");
        return RelationState.observed(
                node,
                PlanNodes.ORDERS,
                Catalog.of(relations),
                name -> marked.contains(name)
                        ? Optional.of(new RelationState.Known(
                                node, earlier, published == Published.OUR_OTHER_STORED_VIEW ? "other" : checksum))
                        : Optional.empty(),
                adopted() ? RelationState.Adoption.ALLOWED : RelationState.Adoption.REFUSED,
                255);
    }

    private static List<CatalogColumn> remembering(List<CatalogColumn> columns) {
        List<CatalogColumn> all = new ArrayList<>(columns);
        all.add(new CatalogColumn(Tombstones.DELETED_AT, "timestamp", Optional.empty()));
        return all;
    }

    /** States of what was built as a change stream before. */
    static List<Situation> remembering() {
        List<Situation> all = new ArrayList<>();
        for (GateMode gate : GateMode.values()) {
            for (Rebuild rebuild : Rebuild.values()) {
                all.add(new Situation(Published.OUR_TABLE, Set.of(Trace.KEPT_DELETED), gate, rebuild));
                all.add(new Situation(
                        Published.OUR_TABLE, Set.of(Trace.KEPT_DELETED, Trace.KEPT_FAILED), gate, rebuild));
            }
        }
        return all;
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
        if (hanging != Hanging.NOTHING) words.add(hanging.name());
        return String.join(", ", words).toLowerCase(Locale.ROOT);
    }
}
