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
        String rewritten = sql;
        for (Rewrite rewrite : all) {
            SqlText text = SqlText.withBackslashes(rewritten);
            rewrite.apply(text);
            rewritten = text.toString();
        }
        return rewritten;
    }
}
