package dev.ashlar.lineage;

import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.ColumnRef;
import dev.ashlar.report.Lineage;
import dev.ashlar.report.NodeLineage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * In nodes with {@code inherit_docs: true}, what is lent to columns becomes what the project says of them: in artifacts, in
 * comments of the warehouse, and for whoever reads the node. Elsewhere {@link LentDocs} lends words to the docs site alone.
 */
public final class InheritedDocs {
    private final Lineage lineage;
    private final LentDocs lent;

    private InheritedDocs(Project project, Lineage lineage) {
        this.lineage = lineage;
        this.lent = new LentDocs(project, lineage);
    }

    public static boolean wanted(Node node) {
        return says(node, true);
    }

    /** Nodes that say {@code inherit_docs: false}: not even the docs site shows words of other columns in them. */
    public static boolean refused(Node node) {
        return says(node, false);
    }

    private static boolean says(Node node, boolean inherit) {
        return node.header()
                .config()
                .find("inherit_docs")
                .filter(said -> said.equals(inherit))
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
            ColumnRef ref = new ColumnRef(node.id(), column.name());
            ColumnName name = columns.keySet().stream()
                    .filter(own -> own.sameAs(column.name()))
                    .findFirst()
                    .orElse(column.name());
            Column own = columns.getOrDefault(name, bare(name));
            Column told = told(own, ref);
            if (!told.equals(own)) columns.put(name, told);
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

    private static Column bare(ColumnName name) {
        return new Column(name, Optional.empty(), "", List.of(), Map.of(), List.of(), Optional.empty());
    }

    /** With what is lent to it beside its own words. */
    private Column told(Column own, ColumnRef ref) {
        String description = own.description().isEmpty()
                ? lent.description(ref).map(LentDocs.Description::text).orElse("")
                : own.description();
        List<String> tags = new ArrayList<>(own.tags());
        Map<String, Object> meta = new LinkedHashMap<>(own.meta());
        if (!own.personal()) {
            lent.mark(ref).ifPresent(mark -> {
                if (mark.tagged()) tags.add(Column.PII);
                mark.meta().ifPresent(said -> meta.put(Column.PII, said));
            });
        }
        return new Column(
                own.name(), own.dataType(), description, tags, meta, own.constraints(), own.header(), own.path());
    }
}
