package dev.ashlar.plan;

import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.Access;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A warehouse of which only names, kinds and markers are known; it knows transactions and refuses what a real one would. */
final class NamesOnly {
    private final PlanEngine engine;
    private Map<RelationName, Entry> relations = new HashMap<>();
    private Set<RelationName> markers = new HashSet<>();
    /** What a name stands for; it goes along with a renamed relation. */
    private Map<RelationName, Integer> identities = new HashMap<>();
    /** Of views, and of a table with a foreign key: what they are bound to. */
    private Map<RelationName, Integer> bound = new HashMap<>();

    private final Set<RelationName> locked = new HashSet<>();
    private int nextIdentity;
    private Optional<NamesOnly> before = Optional.empty();
    private boolean wrote;
    private boolean marked;

    /** @param origin who made it: tells a relation from another that later bears its name */
    record Entry(Kind kind, String origin) {}

    private NamesOnly(PlanEngine engine) {
        this.engine = engine;
    }

    static NamesOnly of(RelationState state, PlanEngine engine, Situation situation) {
        NamesOnly names = new NamesOnly(engine);
        state.published().ifPresent(r -> names.relations.put(r.name(), new Entry(r.kind(), "published")));
        state.leftovers().forEach(r -> names.relations.put(r.name(), new Entry(r.kind(), "leftover")));
        state.failed().ifPresent(r -> names.relations.put(r.name(), new Entry(r.kind(), "failed")));
        state.previous().ifPresent(r -> names.relations.put(r.name(), new Entry(r.kind(), "previous")));
        state.remembered().deleted().ifPresent(r -> names.relations.put(r.name(), new Entry(r.kind(), "deleted")));
        state.remembered().failed().ifPresent(r -> names.relations.put(r.name(), new Entry(r.kind(), "deleted")));
        state.strangers().forEach(r -> names.relations.put(r.name(), new Entry(r.kind(), "stranger")));
        names.markers.addAll(state.known());
        names.relations.keySet().forEach(name -> names.identities.put(name, names.nextIdentity++));
        situation
                .published()
                .kind()
                .map(situation.hanging()::relations)
                .orElse(List.of())
                .forEach(r -> {
                    names.relations.put(r.name(), new Entry(r.kind(), "others'"));
                    names.identities.put(r.name(), names.nextIdentity++);
                    names.bound.put(
                            r.name(), names.identities.get(r.references().get(0)));
                });
        return names;
    }

    /** Of several nodes, of which none has anything hanging on it. */
    static NamesOnly of(List<RelationState> states, PlanEngine engine) {
        NamesOnly names = new NamesOnly(engine);
        for (RelationState state : states) {
            state.published().ifPresent(r -> names.relations.put(r.name(), new Entry(r.kind(), "published")));
            state.leftovers().forEach(r -> names.relations.put(r.name(), new Entry(r.kind(), "leftover")));
            state.failed().ifPresent(r -> names.relations.put(r.name(), new Entry(r.kind(), "failed")));
            names.markers.addAll(state.known());
        }
        names.relations.keySet().forEach(name -> names.identities.put(name, names.nextIdentity++));
        return names;
    }

    NamesOnly copy() {
        NamesOnly copy = new NamesOnly(engine);
        copy.relations = new HashMap<>(relations);
        copy.markers = new HashSet<>(markers);
        copy.identities = new HashMap<>(identities);
        copy.bound = new HashMap<>(bound);
        copy.nextIdentity = nextIdentity;
        return copy;
    }

    /** All that a later run depends on. */
    record Left(
            Map<RelationName, Entry> relations,
            Set<RelationName> markers,
            Map<RelationName, Integer> identities,
            Map<RelationName, Integer> bound) {}

    Left left() {
        return new Left(Map.copyOf(relations), Set.copyOf(markers), Map.copyOf(identities), Map.copyOf(bound));
    }

    /** What is left after the process was killed. */
    NamesOnly killed() {
        return before.map(NamesOnly::copy).orElseGet(this::copy);
    }

    boolean inTransaction() {
        return before.isPresent();
    }

    Map<RelationName, Entry> relations() {
        return relations;
    }

    /** Relations whose views and foreign keys are bound to what does not bear the name they were bound by. */
    Set<RelationName> astray() {
        Set<RelationName> astray = new HashSet<>();
        bound.forEach((name, identity) -> {
            if (!identity.equals(identities.get(Hanging.read(name)))) astray.add(name);
        });
        return astray;
    }

    private List<RelationName> references(RelationName name) {
        return bound.containsKey(name) ? List.of(Hanging.read(name)) : List.of();
    }

    RelationState state(NodeId node, RelationState.Adoption adoption, List<CatalogColumn> columns) {
        return state(node, PlanNodes.ORDERS, adoption, columns);
    }

    RelationState state(
            NodeId node, RelationName relation, RelationState.Adoption adoption, List<CatalogColumn> columns) {
        Catalog catalog = Catalog.of(relations.entrySet().stream()
                .map(e -> new CatalogRelation(
                        e.getKey(), e.getValue().kind(), columns, Optional.empty(), references(e.getKey()), Access.OWN))
                .toList());
        return RelationState.observed(
                node,
                relation,
                catalog,
                name -> markers.contains(name)
                        ? Optional.of(new RelationState.Known(node, Instant.EPOCH, ""))
                        : Optional.empty(),
                adoption,
                255);
    }

    void run(Statement statement) {
        switch (statement) {
            case TransactionStatement.Begin s -> {
                demand(before.isEmpty(), "A transaction is open");
                before = Optional.of(copy());
                wrote = false;
                marked = false;
                locked.clear();
            }
            case TransactionStatement.Commit s -> {
                demand(inTransaction(), "No transaction is open");
                demand(!wrote || marked, "A transaction that writes ends with a marker");
                before = Optional.empty();
            }
            case TransactionStatement.Rollback s -> {
                NamesOnly back = before.orElseThrow();
                relations = back.relations;
                markers = back.markers;
                identities = back.identities;
                bound = back.bound;
                before = Optional.empty();
            }
            case MarkerStatement.RecordMarker s -> {
                markers.add(s.relation());
                marked = true;
            }
            case RelationStatement.CreateTableAs s -> create(s.table(), Kind.TABLE);
            case RelationStatement.CreateTable s -> create(s.table(), Kind.TABLE);
            case RelationStatement.CreateView s -> create(s.view(), Kind.VIEW);
            case RelationStatement.ReplaceView s -> {
                demand(kind(s.view()).filter(k -> k != Kind.VIEW).isEmpty(), s.view() + " is no view");
                relations.put(s.view(), new Entry(Kind.VIEW, "built"));
                wrote();
            }
            case RelationStatement.RenameTable s -> rename(s.from(), s.to(), Kind.TABLE);
            case RelationStatement.RenameView s -> rename(s.from(), s.to(), Kind.VIEW);
            case RelationStatement.DropTable s -> drop(s.table(), Kind.TABLE);
            case RelationStatement.DropView s -> drop(s.view(), Kind.VIEW);
            case RelationStatement.DropTableIfExists s -> dropIfExists(s.table(), Kind.TABLE);
            case RelationStatement.DropViewIfExists s -> dropIfExists(s.view(), Kind.VIEW);
            case RowStatement.InsertFrom s -> change(s.target());
            case RowStatement.DeleteMatching s -> change(s.target());
            case RowStatement.DeleteInterval s -> change(s.target());
            case IntervalStatement.RecordInterval s -> wrote();
            case IntervalStatement.ForgetIntervals s -> wrote();
            case RowStatement.DeleteKeys s -> change(s.target());
            case RowStatement.ApplyOperations s -> change(s.target());
            case RowStatement.DeleteBefore s -> change(s.table());
            case RowStatement.MergeInto s -> change(s.target());
            case RowStatement.UpdateMatching s -> change(s.target());
            case HistoryStatement.CloseVersions s -> change(s.history());
            case HistoryStatement.FillVersions s -> change(s.history());
            case ColumnStatement.AddColumn s -> change(s.table());
            case ColumnStatement.WidenColumn s -> change(s.table());
            case RelationStatement.Analyze s ->
                demand(kind(s.table()).filter(k -> k == Kind.TABLE).isPresent(), s.table() + " is no table");
            case ColumnStatement.SetColumn s -> change(s.table());
            case RelationStatement.CreateTemporaryTableAs s -> {}
            case HistoryStatement.StageVersions s -> {}
            case HistoryStatement.StageMoments s -> {}
            case HistoryStatement.RebuildVersions s -> {}
            case RelationStatement.RenameIndex s -> {}
            case RelationStatement.RenameIndexes s ->
                demand(kind(s.table()).filter(k -> k == Kind.TABLE).isPresent(), s.table() + " is no table");
            case MarkerStatement.ForgetMarker s -> markers.remove(s.relation());
            case RelationStatement.CreateIndex s ->
                demand(kind(s.table()).filter(k -> k == Kind.TABLE).isPresent(), s.table() + " is no table");
            case RelationStatement.CreateMaterializedView s -> create(s.view(), Kind.MATERIALIZED_VIEW);
            case RelationStatement.RenameMaterializedView s -> rename(s.from(), s.to(), Kind.MATERIALIZED_VIEW);
            case RelationStatement.DropMaterializedView s -> drop(s.view(), Kind.MATERIALIZED_VIEW);
            case RelationStatement.DropMaterializedViewIfExists s -> dropIfExists(s.view(), Kind.MATERIALIZED_VIEW);
            case RelationStatement.RefreshMaterializedView s -> {
                demand(kind(s.view()).filter(k -> k == Kind.MATERIALIZED_VIEW).isPresent(), s.view() + " is none");
                boolean within =
                        engine.facts().can().contains(EngineCapability.MATERIALIZED_VIEW_REFRESH_IN_TRANSACTION);
                demand(within == inTransaction(), "A refresh is a transaction of its own, or a part of one");
                relations.put(s.view(), new Entry(Kind.MATERIALIZED_VIEW, "published, written"));
                wrote();
            }
            case TransactionStatement.LockView s -> locked.add(s.view());
            case TransactionStatement.LockTables s -> locked.addAll(s.tables());
            case BindingStatement.RebindView s -> {
                demand(
                        !engine.facts().can().contains(EngineCapability.VIEW_LOCKS) || locked.contains(s.view()),
                        s.view() + " is not locked");
                bind(s.view());
            }
            case BindingStatement.RecreateView s -> {
                create(s.view(), Kind.VIEW);
                bind(s.view());
            }
            case BindingStatement.RecreateMaterializedView s -> {
                create(s.view(), Kind.MATERIALIZED_VIEW);
                bind(s.view());
            }
            case Statement.RawSql s -> {
                if (s.text().startsWith("create table " + Situation.CANDIDATE + " ")) {
                    create(Situation.CANDIDATE, Kind.TABLE);
                } else {
                    demand(inTransaction(), "A custom strategy works within the engine's transaction");
                    change(s.text().contains(" " + Situation.CANDIDATE + " ") ? Situation.CANDIDATE : PlanNodes.ORDERS);
                }
            }
            case BindingStatement.DropForeignKey s -> bound.remove(s.table());
            case BindingStatement.AddForeignKey s -> bind(s.table());
            case AccessStatement.SetOwner s -> {}
            case AccessStatement.Grant s -> {}
            case CommentStatement.CommentOnView s -> {}
            case CommentStatement.CommentOnMaterializedView s -> {}
            case CommentStatement.CommentOnColumn s -> {}
            default -> throw new AssertionError("No plan of these tests holds " + statement);
        }
    }

    private void bind(RelationName name) {
        demand(relations.containsKey(name), name + " does not exist");
        Integer identity = identities.get(Hanging.read(name));
        demand(identity != null, Hanging.read(name) + " does not exist");
        bound.put(name, identity);
    }

    private void create(RelationName name, Kind kind) {
        demand(!relations.containsKey(name), name + " exists already");
        identities.put(name, nextIdentity++);
        relations.put(name, new Entry(kind, "built"));
        wrote();
    }

    private void rename(RelationName from, RelationName to, Kind kind) {
        demand(kind(from).filter(k -> k == kind).isPresent(), from + " is no " + kind);
        demand(!relations.containsKey(to), to + " exists already");
        relations.put(to, relations.remove(from));
        identities.put(to, identities.remove(from));
        wrote();
    }

    private void drop(RelationName name, Kind kind) {
        demand(kind(name).filter(k -> k == kind).isPresent(), name + " is no " + kind);
        demand(!bound.containsValue(identities.get(name)), "Something is bound to " + name);
        relations.remove(name);
        identities.remove(name);
        bound.remove(name);
        wrote();
    }

    private void dropIfExists(RelationName name, Kind kind) {
        if (relations.containsKey(name)) drop(name, kind);
    }

    private void change(RelationName name) {
        if (name.schema().isEmpty()) return;
        demand(kind(name).filter(k -> k == Kind.TABLE).isPresent(), name + " is no table");
        relations.put(name, new Entry(Kind.TABLE, relations.get(name).origin() + ", written"));
        wrote();
    }

    private Optional<Kind> kind(RelationName name) {
        return Optional.ofNullable(relations.get(name)).map(Entry::kind);
    }

    private void wrote() {
        wrote = true;
        marked = false;
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) throw new AssertionError(otherwise);
    }
}
