package dev.ashlar.docs;

import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.ColumnOrigin;
import dev.ashlar.report.ColumnRef;
import dev.ashlar.report.ColumnUse;
import dev.ashlar.report.Lineage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What columns have from those whose values they pass on: descriptions, and the mark of personal data. */
final class Inherited {
    /** Longer chains of columns without a description are not followed. */
    private static final int FARTHEST = 50;

    private final Lineage lineage;
    private final Map<ColumnRef, String> described = new HashMap<>();
    private final Set<ColumnRef> personal;

    /** @param from the column that is described */
    record Description(String text, ColumnRef from) {}

    Inherited(Project project, Lineage lineage) {
        this.lineage = lineage;
        Set<ColumnRef> marked = new HashSet<>();
        for (Node node : project.nodes().values()) {
            for (Column column : node.columns()) {
                ColumnRef here = spelt(new ColumnRef(node.id(), column.name()));
                if (!column.description().isBlank()) described.put(here, column.description());
                if (Pii.marks(column)) marked.add(here);
            }
        }
        this.personal = spread(marked);
    }

    private ColumnRef spelt(ColumnRef as) {
        return lineage.find(as)
                .map(found -> new ColumnRef(as.node(), found.name()))
                .orElse(as);
    }

    private Set<ColumnRef> spread(Set<ColumnRef> marked) {
        Set<ColumnRef> reached = new HashSet<>(marked);
        Deque<ColumnRef> open = new ArrayDeque<>(marked);
        while (!open.isEmpty()) {
            for (ColumnUse use : lineage.uses(open.remove())) {
                if (!use.kind().keepsTheValue() || use.column().isEmpty()) continue;
                ColumnRef next = new ColumnRef(use.node(), use.column().get());
                if (reached.add(next)) open.add(next);
            }
        }
        return reached;
    }

    boolean personal(ColumnRef column) {
        return personal.contains(spelt(column));
    }

    /** That of the nearest column above that has one, as long as each passes on the values of one column alone. */
    Optional<Description> description(ColumnRef column) {
        ColumnRef at = spelt(column);
        for (int steps = 0; steps < FARTHEST; steps++) {
            List<ColumnOrigin> origins =
                    lineage.find(at).map(ColumnLineage::origins).orElse(List.of());
            if (origins.size() != 1 || !origins.get(0).kind().keepsTheValue()) return Optional.empty();
            at = origins.get(0).from();
            String text = described.get(at);
            if (text != null) return Optional.of(new Description(text, at));
        }
        return Optional.empty();
    }
}
