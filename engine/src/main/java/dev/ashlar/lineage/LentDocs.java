package dev.ashlar.lineage;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What columns have from those whose values they hold unchanged, however many steps above: a description, where all origins
 * have the same, and the mark of personal data, where one origin has it. What a column says of itself ends the search for
 * words; the mark goes on whatever a column says of itself, since its values are the same. Safe for several threads.
 */
public final class LentDocs {
    private final Lineage lineage;
    private final Map<ColumnRef, Column> own = new HashMap<>();
    private final Map<ColumnRef, Mark> marks;
    private final Map<ColumnRef, Optional<Description>> lent = new ConcurrentHashMap<>();

    /** @param from the column that is described */
    public record Description(String text, ColumnRef from) {}

    /**
     * How personal data is marked.
     *
     * @param tagged by the tag
     * @param meta by what {@code meta} says under {@code pii}
     */
    record Mark(boolean tagged, Optional<Object> meta) {
        static Mark of(Column column) {
            boolean tagged = column.tags().stream().anyMatch(Column.PII::equalsIgnoreCase);
            return new Mark(tagged, Optional.ofNullable(column.meta().get(Column.PII)));
        }
    }

    public LentDocs(Project project, Lineage lineage) {
        this.lineage = lineage;
        Map<ColumnRef, Mark> marked = new LinkedHashMap<>();
        for (Node node : project.nodes().values()) {
            for (Column column : node.columns()) {
                ColumnRef here = spelt(new ColumnRef(node.id(), column.name()));
                own.putIfAbsent(here, column);
                if (column.personal()) marked.put(here, Mark.of(column));
            }
        }
        this.marks = spread(marked);
    }

    private ColumnRef spelt(ColumnRef as) {
        return lineage.find(as)
                .map(found -> new ColumnRef(as.node(), found.name()))
                .orElse(as);
    }

    private Map<ColumnRef, Mark> spread(Map<ColumnRef, Mark> marked) {
        Map<ColumnRef, Mark> reached = new HashMap<>(marked);
        Deque<ColumnRef> open = new ArrayDeque<>(marked.keySet());
        while (!open.isEmpty()) {
            ColumnRef at = open.remove();
            for (ColumnUse use : lineage.uses(at)) {
                if (!use.kind().keepsTheValue() || use.column().isEmpty()) continue;
                ColumnRef next = new ColumnRef(use.node(), use.column().get());
                if (reached.putIfAbsent(next, reached.get(at)) == null) open.add(next);
            }
        }
        return reached;
    }

    /** Whether the column holds personal data: marked itself, or by values passed on to it. */
    public boolean personal(ColumnRef column) {
        return marks.containsKey(spelt(column));
    }

    /** How it is marked, or the column above it that its values come from. */
    Optional<Mark> mark(ColumnRef column) {
        return Optional.ofNullable(marks.get(spelt(column)));
    }

    /** The words of the nearest columns above that have some; of several origins all must say the same. */
    public Optional<Description> description(ColumnRef column) {
        ColumnRef start = spelt(column);
        Set<ColumnRef> waiting = new HashSet<>();
        Deque<ColumnRef> open = new ArrayDeque<>(List.of(start)); // a chain may be longer than a stack is deep
        while (!open.isEmpty()) {
            ColumnRef at = open.peek();
            waiting.add(at);
            Optional<ColumnRef> first = lent.containsKey(at)
                    ? Optional.empty()
                    : origins(at).stream()
                            .map(ColumnOrigin::from)
                            .filter(from -> words(from).isEmpty() && !lent.containsKey(from) && !waiting.contains(from))
                            .findFirst();
            if (first.isPresent()) {
                open.push(first.get());
            } else {
                lent.put(at, agreed(at));
                open.pop();
            }
        }
        return lent.get(start);
    }

    private List<ColumnOrigin> origins(ColumnRef column) {
        List<ColumnOrigin> all =
                lineage.find(column).map(ColumnLineage::origins).orElse(List.of());
        return all.stream().allMatch(origin -> origin.kind().keepsTheValue()) ? all : List.of();
    }

    private Optional<Description> agreed(ColumnRef column) {
        Optional<Description> found = Optional.empty();
        for (ColumnOrigin origin : origins(column)) {
            ColumnRef from = origin.from();
            Optional<Description> said = words(from).or(() -> lent.getOrDefault(from, Optional.empty()));
            if (said.isEmpty()) return Optional.empty();
            if (found.isPresent() && !found.get().text().equals(said.get().text())) return Optional.empty();
            if (found.isEmpty()) found = said;
        }
        return found;
    }

    private Optional<Description> words(ColumnRef column) {
        return Optional.ofNullable(own.get(column))
                .map(Column::description)
                .filter(text -> !text.isBlank())
                .map(text -> new Description(text, column));
    }
}
