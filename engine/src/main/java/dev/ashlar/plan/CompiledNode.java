package dev.ashlar.plan;

import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Node;
import java.util.Locale;
import java.util.TreeMap;

/**
 * A node whose templates have been rendered.
 *
 * @param sql the SELECT, whole, as the analyst wrote it; empty for seeds and loaded sources
 * @param map from positions in {@code sql} to the template
 * @param sqlHeader rendered; empty for none
 * @param macros for what the project words itself
 * @param namesItself whether {@code sql} was made by a template that asked for the node's own relation
 * @param parent the relation that its rows point to, with the alias {@code parent}; empty where nobody looks for orphans
 */
public record CompiledNode(
        Node node,
        String sql,
        SourceMap map,
        RenderedHooks hooks,
        String sqlHeader,
        StatementMacros macros,
        boolean namesItself,
        String parent) {
    /** A node whose rows point to no other relation, as far as anybody looks. */
    public CompiledNode(
            Node node,
            String sql,
            SourceMap map,
            RenderedHooks hooks,
            String sqlHeader,
            StatementMacros macros,
            boolean namesItself) {
        this(node, sql, map, hooks, sqlHeader, macros, namesItself, "");
    }

    /** A node that has its own SQL and nothing else. */
    public CompiledNode(Node node, String sql) {
        this(node, sql, SourceMap.EMPTY, RenderedHooks.NONE, "", StatementMacros.NONE, false);
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
        return new CompiledNode(other, sql, map, hooks, sqlHeader, macros, namesItself, parent);
    }

    CompiledNode with(RenderedHooks others) {
        return new CompiledNode(node, sql, map, others, sqlHeader, macros, namesItself, parent);
    }

    /** Without the hooks that belong to other parts of its work. */
    CompiledNode of(Portion portion) {
        RenderedHooks own = portion.opens() ? hooks : hooks.withoutBefore();
        return with(portion.closes() ? own : own.withoutAfter());
    }

    /** A node without SQL and hooks, as a seed is. */
    public static CompiledNode bare(Node node) {
        return new CompiledNode(node, "");
    }
}
