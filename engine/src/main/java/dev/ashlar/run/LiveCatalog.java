package dev.ashlar.run;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.Warehouse;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.Grantee;
import dev.ashlar.run.Effect.Binding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What stands in the schemas of a run: read once, then kept current by what the run itself commits. An entry whose state
 * is not known any more (a new relation's columns, what a user's statement did) is read again when it is asked for.
 * Safe for many threads.
 */
final class LiveCatalog {
    private final Warehouse warehouse;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /** Keys of the entries that are or may be bound to others: each node asks all of them, and most are tables. */
    private final Set<String> perhapsBound = ConcurrentHashMap.newKeySet();

    private sealed interface Entry {
        /** @param boundTo keys of the relations that it is bound to: they are asked for once a node, of every entry */
        record Known(CatalogRelation relation, Set<String> boundTo) implements Entry {
            Known(CatalogRelation relation) {
                this(
                        relation,
                        relation.references().stream().map(Catalog::key).collect(Collectors.toUnmodifiableSet()));
            }
        }

        record Unread(RelationName name, Binding binding) implements Entry {}
    }

    private final Catalog first;

    private LiveCatalog(Warehouse warehouse, Catalog first) {
        this.warehouse = warehouse;
        this.first = first;
    }

    static LiveCatalog read(Warehouse warehouse, Collection<String> schemas) {
        LiveCatalog live = new LiveCatalog(warehouse, warehouse.catalog(schemas));
        for (CatalogRelation relation : live.first.relations()) {
            live.known(relation);
        }
        return live;
    }

    Optional<CatalogRelation> find(RelationName name) {
        Entry entry = entries.get(Catalog.key(name));
        return switch (entry) {
            case null -> Optional.empty();
            case Entry.Known known -> Optional.of(known.relation());
            case Entry.Unread unread -> readAgain(unread.name());
        };
    }

    /** Whether anything stood in the schema when the run began. */
    boolean holdsAny(String schema) {
        String wanted = schema.toLowerCase(Locale.ROOT);
        return first.relations().stream()
                .anyMatch(relation ->
                        relation.name().schema().toLowerCase(Locale.ROOT).equals(wanted));
    }

    /** Who could use a schema when the run began. */
    Set<Grantee> users(String schema) {
        return first.users(schema);
    }

    /** Relations bound directly to this one, those of other schemas included. */
    List<CatalogRelation> boundTo(RelationName name) {
        List<CatalogRelation> bound = new ArrayList<>();
        String key = Catalog.key(name);
        for (String each : perhapsBound) {
            Optional<CatalogRelation> relation = switch (entries.get(each)) {
                case null -> Optional.empty();
                case Entry.Known known ->
                    known.boundTo().contains(key) ? Optional.of(known.relation()) : Optional.empty();
                case Entry.Unread unread ->
                    switch (unread.binding()) {
                        case NONE -> Optional.empty();
                        case POSSIBLE -> readAgain(unread.name());
                    };
            };
            relation.filter(one -> Catalog.isBound(one, name)).ifPresent(bound::add);
        }
        return bound;
    }

    /** Takes up what committed statements did. */
    void apply(Collection<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Changed changed -> unread(changed.relation(), changed.binding());
                case Effect.Gone gone -> forget(gone.relation());
                case Effect.Moved moved -> {
                    forget(moved.from());
                    unread(moved.to(), moved.binding());
                }
                case Effect.Marked marked -> {}
                case Effect.Forgotten forgotten -> {}
                case Effect.RowsMoved moved -> {}
                case Effect.Temporary temporary -> {}
            }
        }
    }

    /** The entry is read from the warehouse when it is next asked for. */
    void reread(RelationName name) {
        unread(name, Binding.POSSIBLE);
    }

    private void unread(RelationName name, Binding binding) {
        if (name.schema().isEmpty()) return;
        if (binding == Binding.POSSIBLE) perhapsBound.add(Catalog.key(name));
        entries.merge(Catalog.key(name), new Entry.Unread(name, binding), (before, changed) -> switch (before) {
            case Entry.Known known -> known.relation().references().isEmpty() ? changed : bindingOpen(name);
            case Entry.Unread unread -> unread.binding() == Binding.NONE ? changed : unread;
        });
    }

    private void known(CatalogRelation relation) {
        if (!relation.references().isEmpty()) perhapsBound.add(Catalog.key(relation.name()));
        entries.put(Catalog.key(relation.name()), new Entry.Known(relation));
    }

    private void forget(RelationName name) {
        entries.remove(Catalog.key(name));
    }

    /** What was bound before it changed may be so still. */
    private static Entry bindingOpen(RelationName name) {
        return new Entry.Unread(name, Binding.POSSIBLE);
    }

    private Optional<CatalogRelation> readAgain(RelationName name) {
        Optional<CatalogRelation> found = warehouse.catalogOf(name).find(name);
        found.ifPresentOrElse(this::known, () -> forget(name));
        return found;
    }
}
