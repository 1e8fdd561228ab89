package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The indexes of a table, as the layout key {@code indexes} lists them. Their names follow from table and definition. */
record Indexes(List<Named> all, boolean afterSwap) {
    static final Indexes NONE = new Indexes(List.of(), false);

    record Named(String name, Map<String, Object> spec) {}

    Indexes {
        all = List.copyOf(all);
    }

    static Indexes of(Assignment work) {
        if (!work.can(EngineCapability.INDEXES)) return NONE;
        Object listed = work.build().layout().values().get("indexes");
        if (!(listed instanceof List<?> entries)) return NONE;
        List<Named> all = new ArrayList<>();
        for (Object entry : entries) {
            if (entry instanceof Map<?, ?> written) {
                Map<String, Object> spec = new TreeMap<>();
                written.forEach((key, value) -> spec.put(String.valueOf(key), value));
                String suffix = "__" + CandidateNames.hash(spec.toString()).substring(0, 8);
                int limit = work.context().identifierLimit();
                all.add(new Named(CandidateNames.shortened(work.name().identifier(), suffix, limit), spec));
            }
        }
        return new Indexes(all, work.can(EngineCapability.INDEX_BLOCKS_RENAME));
    }

    boolean cover(ColumnName column) {
        return all.stream()
                .flatMap(i -> i.spec().get("columns") instanceof List<?> columns ? columns.stream() : Stream.empty())
                .anyMatch(named -> column.name().equalsIgnoreCase(String.valueOf(named)));
    }

    List<Statement> create(RelationName table) {
        return all.stream()
                .<Statement>map(i -> new Statement.CreateIndex(table, i.name(), i.spec()))
                .toList();
    }

    List<Statement> drop(RelationName table) {
        return all.stream()
                .<Statement>map(i -> new Statement.DropIndex(table, i.name()))
                .toList();
    }
}
