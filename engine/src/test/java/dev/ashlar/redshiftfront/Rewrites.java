package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All rewrites, one after the other; each sees what the one before it left. */
final class Rewrites {
    private static final int MOST_KNOWN = 2_000;

    private final List<Rewrite> all;

    private final Map<String, String> known = new ConcurrentHashMap<>();

    Rewrites(Set<String> systemViews) {
        all = List.of(
                new FoldedNames(),
                new LayoutClauses(),
                new Types(),
                new FunctionWords(),
                new QueryWords(),
                new CatalogNames(systemViews));
    }

    /** What a whole statement was rewritten to before. */
    Optional<String> known(String sql) {
        return Optional.ofNullable(known.get(sql));
    }

    void know(String sql, String rewritten) {
        if (known.size() >= MOST_KNOWN) known.clear();
        known.put(sql, rewritten);
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
