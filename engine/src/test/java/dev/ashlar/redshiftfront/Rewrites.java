package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import java.util.List;
import java.util.Set;

/** All rewrites, one after the other; each sees what the one before it left. */
final class Rewrites {
    private final List<Rewrite> all;

    Rewrites(Set<String> systemViews) {
        all = List.of(
                new FoldedNames(),
                new LayoutClauses(),
                new Types(),
                new FunctionWords(),
                new QueryWords(),
                new CatalogNames(systemViews));
    }

    String apply(String sql) {
        return apply(SqlText.withBackslashes(sql));
    }

    /** @param sql is changed */
    String apply(SqlText sql) {
        SqlText text = sql;
        for (Rewrite rewrite : all) {
            rewrite.apply(text);
            if (text.isChanged()) text = SqlText.withBackslashes(text.toString());
        }
        return text.toString();
    }
}
