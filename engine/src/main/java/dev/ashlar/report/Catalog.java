package dev.ashlar.report;

import dev.ashlar.manifest.RelationName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stood in some schemas of the warehouse at one moment. Immutable; look-up ignores case and the database. */
public final class Catalog {
    public static final Catalog EMPTY = new Catalog(Map.of(), Map.of());

    private final Map<String, CatalogRelation> byKey;
    private final Map<String, Set<Grantee>> users;

    private Catalog(Map<String, CatalogRelation> byKey, Map<String, Set<Grantee>> users) {
        this.byKey = byKey;
        this.users = users;
    }

    public static Catalog of(Collection<CatalogRelation> relations) {
        Map<String, CatalogRelation> map = new LinkedHashMap<>();
        for (CatalogRelation relation : relations) map.put(key(relation.name()), relation);
        return new Catalog(map, Map.of());
    }

    /** @param bySchema who may use each schema, its owner included, by the schema's name in lower case */
    public Catalog withUsers(Map<String, Set<Grantee>> bySchema) {
        return new Catalog(byKey, Map.copyOf(bySchema));
    }

    public Optional<CatalogRelation> find(RelationName name) {
        return Optional.ofNullable(byKey.get(key(name)));
    }

    public Collection<CatalogRelation> relations() {
        return byKey.values();
    }

    /** Relations that are bound to this one directly, those of other schemas included. */
    public List<CatalogRelation> boundTo(RelationName name) {
        return byKey.values().stream().filter(r -> isBound(r, name)).toList();
    }

    /** Whether a relation is bound to another. */
    public static boolean isBound(CatalogRelation relation, RelationName to) {
        return !relation.references().isEmpty()
                && relation.references().stream().anyMatch(r -> key(r).equals(key(to)));
    }

    /** Who may use a schema, its owner included. */
    public Set<Grantee> users(String schema) {
        return users.getOrDefault(schema.toLowerCase(Locale.ROOT), Set.of());
    }

    /** The form under which two spellings of one relation meet. */
    public static String key(RelationName name) {
        return (name.schema() + "\u0000" + name.identifier()).toLowerCase(Locale.ROOT);
    }
}
