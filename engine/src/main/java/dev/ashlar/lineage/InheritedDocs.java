package dev.ashlar.lineage;

import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.ColumnOrigin;
import dev.ashlar.report.ColumnRef;
import dev.ashlar.report.Lineage;
import dev.ashlar.report.NodeLineage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Descriptions and the mark {@code pii} (a tag, or {@code meta: {pii: true}}) of columns go along to the columns that hold
 * the same values, in nodes with {@code inherit_docs: true}. A description of the node's own stays; of several origins all
 * must say the same. One marked origin marks the column.
 */
public final class InheritedDocs {
    private static final String PII = "pii";

    private final Project project;
    private final Lineage lineage;
    private final Map<ColumnRef, Said> known = new HashMap<>();

    /** What is said of a column, by itself or above. */
    private record Said(String description, Set<String> tags, Map<String, Object> meta) {
        static final Said NOTHING = new Said("", Set.of(), Map.of());
    }

    private InheritedDocs(Project project, Lineage lineage) {
        this.project = project;
        this.lineage = lineage;
    }

    public static boolean wanted(Node node) {
        return node.header()
                .config()
                .find("inherit_docs")
                .filter(Boolean.TRUE::equals)
                .isPresent();
    }

    /** The project with what its nodes inherit; the same where none asks for it. */
    public static Project of(Project project, Lineage lineage) {
        if (project.nodes().values().stream().noneMatch(InheritedDocs::wanted)) return project;
        InheritedDocs docs = new InheritedDocs(project, lineage);
        SortedMap<NodeId, Node> nodes = new TreeMap<>(project.nodes());
        for (Node node : project.nodes().values()) if (wanted(node)) nodes.put(node.id(), docs.inherited(node));
        return new Project(
                project.name(),
                project.version(),
                project.layers(),
                nodes,
                project.disabled(),
                project.macros(),
                project.docs(),
                project.groups(),
                project.vars(),
                project.onRunStart(),
                project.onRunEnd(),
                project.selectors(),
                project.schemas());
    }

    private Node inherited(Node node) {
        return switch (node) {
            case Node.Model m ->
                new Node.Model(
                        m.header(),
                        m.layer(),
                        described(m, m.build()),
                        m.materialization(),
                        m.template(),
                        m.access(),
                        m.group(),
                        m.version(),
                        m.expires(),
                        m.deprecation());
            case Node.Snapshot s -> new Node.Snapshot(s.header(), described(s, s.build()), s.history(), s.template());
            case Node.Seed s -> s;
            case Node.Source s -> s;
            case Node.DataTest t -> t;
            case Node.UnitTest t -> t;
            case Node.Analysis a -> a;
            case Node.Exposure e -> e;
        };
    }

    private Node.Build described(Node node, Node.Build build) {
        Map<ColumnName, Column> columns = new LinkedHashMap<>();
        for (Column column : build.columns()) columns.put(column.name(), column);
        for (ColumnLineage column :
                lineage.find(node.id()).map(NodeLineage::columns).orElse(List.of())) {
            Said said = said(new ColumnRef(node.id(), column.name()));
            if (said.equals(Said.NOTHING)) continue;
            ColumnName name = columns.keySet().stream()
                    .filter(own -> own.sameAs(column.name()))
                    .findFirst()
                    .orElse(column.name());
            columns.merge(name, bare(name, said), (own, inherited) -> with(own, said));
        }
        return new Node.Build(
                build.relation(),
                build.layout(),
                new ArrayList<>(columns.values()),
                build.contract(),
                build.constraints(),
                build.preHooks(),
                build.postHooks(),
                build.conduct(),
                build.persistDocs(),
                build.grants());
    }

    private static Column bare(ColumnName name, Said said) {
        return new Column(
                name,
                Optional.empty(),
                said.description(),
                List.copyOf(said.tags()),
                said.meta(),
                List.of(),
                Optional.empty());
    }

    private static Column with(Column own, Said said) {
        return new Column(
                own.name(),
                own.dataType(),
                said.description(),
                List.copyOf(said.tags()),
                said.meta(),
                own.constraints(),
                own.header(),
                own.path());
    }

    /** The column's own words first; the graph has no cycle, so this ends. */
    private Said said(ColumnRef ref) {
        Said before = known.get(ref);
        if (before != null) return before;
        Optional<Column> own = project.find(ref.node()).flatMap(node -> column(node, ref.column()));
        Set<String> descriptions = new LinkedHashSet<>();
        Set<String> tags = new LinkedHashSet<>();
        Map<String, Object> meta = new LinkedHashMap<>();
        own.ifPresent(column -> {
            tags.addAll(column.tags());
            meta.putAll(column.meta());
        });
        for (ColumnOrigin origin : lineage.find(ref).map(ColumnLineage::origins).orElse(List.of())) {
            if (!origin.kind().keepsTheValue()) {
                descriptions.add("");
                continue;
            }
            Said above = said(origin.from());
            descriptions.add(above.description());
            if (above.tags().contains(PII)) tags.add(PII);
            Object mark = above.meta().get(PII);
            if (mark != null && !Boolean.FALSE.equals(mark)) meta.putIfAbsent(PII, mark);
        }
        String written = own.map(Column::description).orElse("");
        String inherited = descriptions.size() == 1 ? descriptions.iterator().next() : "";
        Said said = new Said(written.isEmpty() ? inherited : written, Set.copyOf(tags), Map.copyOf(meta));
        known.put(ref, said);
        return said;
    }

    private static Optional<Column> column(Node node, ColumnName name) {
        return node.columns().stream()
                .filter(column -> column.name().sameAs(name))
                .findFirst();
    }
}
