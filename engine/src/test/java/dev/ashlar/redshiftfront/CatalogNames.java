package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import java.util.Set;

/** System views of Redshift stand in the schema {@code rs_front}; a name without a schema, or in pg_catalog, is led there. */
final class CatalogNames implements Rewrite {
    private final Set<String> views;

    CatalogNames(Set<String> views) {
        this.views = views;
    }

    @Override
    public void apply(SqlText sql) {
        for (int at = 0; at < sql.size(); at++) {
            if (!sql.at(at).isName() || !views.contains(sql.at(at).name()) || sql.is(at + 1, ".")) continue;
            boolean system = sql.is(at - 2, "pg_catalog", ".");
            if (sql.is(at - 1, ".") && !system) continue;
            if (!system && !isRelation(sql, at)) continue;
            sql.replace(
                    at, system ? sql.at(at).text() : "rs_front." + sql.at(at).text());
            if (system) sql.replace(at - 2, "rs_front");
        }
    }

    private static boolean isRelation(SqlText sql, int at) {
        return sql.isAny(at - 1, "from", "join", ",", "into", "update", "table");
    }
}
