package dev.ashlar.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.adapter.duckdb.DuckDbNames;
import dev.ashlar.lineage.ProjectLineage;
import dev.ashlar.lineage.ProjectLineage.Query;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.ColumnEdge;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.ColumnOrigin;
import dev.ashlar.report.ColumnRef;
import dev.ashlar.report.Lineage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A column of a source gets another name: exactly the columns below it, across all models, are no longer what they were. */
class RenamedSourceColumnTest {
    private static final int STRIDE = Boolean.getBoolean("ashlar.deep") ? 1 : 12;

    private final Map<NodeId, Query> queries = new HashMap<>();
    private Project project;
    private List<NodeId> order;

    @Test
    void renamingAtTheSourceShowsExactlyTheAffectedColumnsOfAllModels() {
        try (Workspace workspace = StorefrontLineageTest.open("dev")) {
            project = workspace.project();
            order = workspace.graph().topologicalOrder();
            for (Node node : project.nodes().values()) {
                workspace
                        .compilation()
                        .sql(node, Settings.Rebuild.FULL_REFRESH)
                        .ifPresent(sql -> queries.put(node.id(), new Query.Sql(sql)));
            }
        }
        Lineage before = lineage(project);
        List<ColumnRef> columns = columnsOfSources();
        List<String> wrong = new ArrayList<>();
        int affectedInAll = 0;
        for (int i = 0; i < columns.size(); i += STRIDE) {
            ColumnRef column = columns.get(i);
            Set<String> expected = new TreeSet<>();
            for (ColumnEdge edge : before.downstream(column)) {
                edge.column().ifPresent(name -> expected.add(new ColumnRef(edge.to(), name).toString()));
            }
            Set<String> found = changed(before, lineage(renamed(column)));
            affectedInAll += found.size();
            if (!found.equals(expected)) wrong.add(column + ": " + found + " instead of " + expected);
        }
        assertThat(wrong).isEmpty();
        assertThat(affectedInAll).isGreaterThan(30);
    }

    private Lineage lineage(Project of) {
        return ProjectLineage.of(
                        DuckDbNames.DIALECT,
                        of,
                        order,
                        node -> queries.get(node.id()),
                        new ProjectLineage.Known(Map.of(), Catalog.EMPTY))
                .lineage();
    }

    private List<ColumnRef> columnsOfSources() {
        List<ColumnRef> all = new ArrayList<>();
        for (Node node : project.nodes().values()) {
            if (node instanceof Node.Source source) {
                source.columns().forEach(column -> all.add(new ColumnRef(source.id(), column.name())));
            }
        }
        return all;
    }

    private Project renamed(ColumnRef ref) {
        Node.Source source = (Node.Source) project.load(ref.node());
        List<Column> columns = source.columns().stream()
                .map(column -> column.name().equals(ref.column())
                        ? new Column(
                                new ColumnName("renamed_by_the_test"),
                                column.dataType(),
                                "",
                                List.of(),
                                Map.of(),
                                List.of(),
                                Optional.empty())
                        : column)
                .toList();
        SortedMap<NodeId, Node> nodes = new TreeMap<>(project.nodes());
        nodes.put(
                source.id(),
                new Node.Source(
                        source.header(),
                        source.sourceName(),
                        source.relation(),
                        columns,
                        source.external(),
                        source.freshness(),
                        source.conduct()));
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

    private Set<String> changed(Lineage before, Lineage after) {
        Map<ColumnRef, Boolean> known = new HashMap<>();
        Set<String> changed = new TreeSet<>();
        before.nodes().forEach((id, node) -> {
            if (project.load(id) instanceof Node.Source) return;
            for (ColumnLineage column : node.columns()) {
                ColumnRef ref = new ColumnRef(id, column.name());
                if (changed(ref, before, after, known)) changed.add(ref.toString());
            }
        });
        return changed;
    }

    private static boolean changed(ColumnRef ref, Lineage before, Lineage after, Map<ColumnRef, Boolean> known) {
        Boolean answer = known.get(ref);
        if (answer != null) return answer;
        if (ref.node().kind() == NodeKind.SOURCE) return false; // only what the queries say of it counts
        ColumnLineage was = before.find(ref).orElseThrow();
        Optional<ColumnLineage> is = after.find(ref);
        boolean changed = is.isEmpty()
                || !is.get().unresolved().equals(was.unresolved())
                || !new HashSet<>(is.get().origins()).equals(new HashSet<>(was.origins()));
        for (ColumnOrigin origin : was.origins()) changed |= changed(origin.from(), before, after, known);
        known.put(ref, changed);
        return changed;
    }
}
