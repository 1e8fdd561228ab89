package dev.ashlar.plan;

import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.Statement.RawSql;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * A node whose templates have been rendered.
 *
 * @param sql the SELECT, whole, as the analyst wrote it; empty for seeds and loaded sources
 * @param map from positions in {@code sql} to the template
 * @param preHooks rendered, those inside the transaction
 * @param preHooksOutside rendered, run before and outside any transaction
 * @param sqlHeader rendered; empty for none
 * @param macros for what the project words itself
 * @param namesItself whether {@code sql} was made by a template that asked for the node's own relation
 */
public record CompiledNode(
        Node node,
        String sql,
        SourceMap map,
        List<RawSql> preHooks,
        List<RawSql> preHooksOutside,
        List<RawSql> postHooks,
        List<RawSql> postHooksOutside,
        String sqlHeader,
        StatementMacros macros,
        boolean namesItself) {
    /** A node whose SQL does not name its own relation. */
    public CompiledNode(
            Node node,
            String sql,
            SourceMap map,
            List<RawSql> preHooks,
            List<RawSql> preHooksOutside,
            List<RawSql> postHooks,
            List<RawSql> postHooksOutside,
            String sqlHeader,
            StatementMacros macros) {
        this(node, sql, map, preHooks, preHooksOutside, postHooks, postHooksOutside, sqlHeader, macros, false);
    }

    /** A node whose statements are all the engine's. */
    public CompiledNode(
            Node node,
            String sql,
            SourceMap map,
            List<RawSql> preHooks,
            List<RawSql> preHooksOutside,
            List<RawSql> postHooks,
            List<RawSql> postHooksOutside,
            String sqlHeader) {
        this(node, sql, map, preHooks, preHooksOutside, postHooks, postHooksOutside, sqlHeader, StatementMacros.NONE);
    }

    public CompiledNode {
        preHooks = List.copyOf(preHooks);
        preHooksOutside = List.copyOf(preHooksOutside);
        postHooks = List.copyOf(postHooks);
        postHooksOutside = List.copyOf(postHooksOutside);
    }

    /**
     * What the node is built from, so that a later run or {@code publish} can tell whether it is still the same. Of a
     * materialized view, which is only refreshed while nothing about it changes, behind a full stop also its layout.
     */
    public String checksum() {
        String definition = CandidateNames.hash(sql);
        return node instanceof Node.Model model && model.materialization() instanceof Materialization.MaterializedView
                ? definition + "."
                        + CandidateNames.hash(
                                new TreeMap<>(model.build().layout().values())
                                        .toString()
                                        .toLowerCase(Locale.ROOT))
                : definition;
    }

    /** The same templates for a node that says the same in other words. */
    CompiledNode as(Node other) {
        return new CompiledNode(
                other,
                sql,
                map,
                preHooks,
                preHooksOutside,
                postHooks,
                postHooksOutside,
                sqlHeader,
                macros,
                namesItself);
    }

    /** Without the hooks that belong to other parts of its work. */
    CompiledNode of(Portion portion) {
        if (portion.opens() && portion.closes()) return this;
        return new CompiledNode(
                node,
                sql,
                map,
                portion.opens() ? preHooks : List.of(),
                portion.opens() ? preHooksOutside : List.of(),
                portion.closes() ? postHooks : List.of(),
                portion.closes() ? postHooksOutside : List.of(),
                sqlHeader,
                macros,
                namesItself);
    }

    /** A node without SQL and hooks, as a seed is. */
    public static CompiledNode bare(Node node) {
        return new CompiledNode(node, "", SourceMap.EMPTY, List.of(), List.of(), List.of(), List.of(), "");
    }
}
