package dev.ashlar.plan;

import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.Statement.RawSql;
import java.util.List;

/**
 * A node whose templates have been rendered.
 *
 * @param sql the SELECT, whole, as the analyst wrote it; empty for seeds and loaded sources
 * @param map from positions in {@code sql} to the template
 * @param preHooks rendered, those inside the transaction
 * @param preHooksOutside rendered, run before and outside any transaction
 * @param sqlHeader rendered; empty for none
 */
public record CompiledNode(
        Node node,
        String sql,
        SourceMap map,
        List<RawSql> preHooks,
        List<RawSql> preHooksOutside,
        List<RawSql> postHooks,
        List<RawSql> postHooksOutside,
        String sqlHeader) {
    public CompiledNode {
        preHooks = List.copyOf(preHooks);
        preHooksOutside = List.copyOf(preHooksOutside);
        postHooks = List.copyOf(postHooks);
        postHooksOutside = List.copyOf(postHooksOutside);
    }

    /** A node without SQL and hooks, as a seed is. */
    public static CompiledNode bare(Node node) {
        return new CompiledNode(node, "", SourceMap.EMPTY, List.of(), List.of(), List.of(), List.of(), "");
    }
}
