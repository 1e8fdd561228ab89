package dev.ashlar.lineage;

import dev.ashlar.manifest.NodeId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code from} has brought so far: relations by name, and the columns that need no name before them. */
final class From {
    private final Names names;
    private final List<Source> sources = new ArrayList<>();
    private List<Value> visible = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private boolean closed = true;

    From(Names names) {
        this.names = names;
    }

    List<Source> sources() {
        return sources;
    }

    List<Value> visible() {
        return visible;
    }

    /** Why there may be more columns than those visible. */
    Optional<String> unknown() {
        return unknown.stream().findFirst();
    }

    /** The node whose columns all those are that are not visible. */
    Optional<NodeId> rest() {
        return sources.size() == 1 ? sources.get(0).rows().rest() : Optional.empty();
    }

    /** Whether a name that is not visible is surely not there. */
    boolean closed() {
        return closed;
    }

    void add(Source source) {
        sources.add(source);
        visible.addAll(source.rows().columns());
        source.rows().unknown().ifPresent(unknown::add);
        closed &= source.rows().closed();
    }

    void addAll(From other) {
        sources.addAll(other.sources);
        visible.addAll(other.visible);
        unknown.addAll(other.unknown);
        closed &= other.closed;
    }

    List<Value> find(String key) {
        return find(visible, key);
    }

    List<Value> find(List<Value> among, String key) {
        return among.stream()
                .filter(value -> names.keyOfName(value.name()).equals(key))
                .toList();
    }

    /** A column that stands for those of both sides. */
    record Merger(String key, Value value) {}

    /** Joins the other side, of which only those columns remain that were not merged. */
    void merge(From other, List<Merger> merged, Dialect.Merged order) {
        Set<String> keys = new HashSet<>();
        merged.forEach(m -> keys.add(m.key()));
        List<Value> joined = new ArrayList<>();
        switch (order) {
            case FIRST -> {
                merged.forEach(m -> joined.add(m.value()));
                visible.stream().filter(v -> !keys.contains(key(v))).forEach(joined::add);
            }
            case IN_PLACE -> {
                for (Value value : visible) {
                    Optional<Merger> found = merged.stream()
                            .filter(m -> m.key().equals(key(value)))
                            .findFirst();
                    joined.add(found.map(Merger::value).orElse(value));
                }
            }
        }
        other.visible.stream().filter(v -> !keys.contains(key(v))).forEach(joined::add);
        addAll(other);
        visible = joined;
    }

    String key(Value value) {
        return names.keyOfName(value.name());
    }
}
