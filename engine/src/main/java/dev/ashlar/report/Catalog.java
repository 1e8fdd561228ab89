package dev.ashlar.report;

import dev.ashlar.manifest.RelationName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What stood in some schemas of the warehouse at one moment. Immutable; look-up ignores case and the database. */
public final class Catalog {
    public static final Catalog EMPTY = new Catalog(Map.of());

    private final Map<String, CatalogRelation> byKey;

    private Catalog(Map<String, CatalogRelation> byKey) {
        this.byKey = byKey;
    }

    public static Catalog of(Collection<CatalogRelation> relations) {
        Map<String, CatalogRelation> map = new LinkedHashMap<>();
        for (CatalogRelation relation : relations) map.put(key(relation.name()), relation);
        return new Catalog(map);
    }

    public Optional<CatalogRelation> find(RelationName name) {
        return Optional.ofNullable(byKey.get(key(name)));
    }

    public Collection<CatalogRelation> relations() {
        return byKey.values();
    }

    /** The form under which two spellings of one relation meet. */
    public static String key(RelationName name) {
        return (name.schema() + "\u0000" + name.identifier()).toLowerCase(Locale.ROOT);
    }
}
