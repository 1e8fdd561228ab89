package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The indexes of a table, as the layout key {@code indexes} lists them. Their names follow from table and definition: where
 * an index is renamed with nothing but itself, and no two of a schema may share a name, those of a candidate get the
 * published names once the old table is gone.
 *
 * @param limit longest identifier in bytes
 */
record Indexes(List<Spec> all, Made made, int limit) {
    static final Indexes NONE = new Indexes(List.of(), Made.WITH_CANDIDATE, 0);

    private static final int HASH_LETTERS = 8;

    /** @param values one entry of {@code indexes} */
    record Spec(Map<String, Object> values) {
        String suffix() {
            return "__" + CandidateNames.hash(values.toString()).substring(0, HASH_LETTERS);
        }
    }

    enum Made {
        WITH_CANDIDATE,
        /** Since they would keep the candidate from being renamed. */
        AFTER_SWAP
    }

    Indexes {
        all = List.copyOf(all);
    }

    static Indexes of(Assignment work) {
        if (!work.can(EngineCapability.INDEXES)) return NONE;
        Object listed = work.build().layout().values().get("indexes");
        if (!(listed instanceof List<?> entries)) return NONE;
        List<Spec> all = new ArrayList<>();
        for (Object entry : entries) {
            if (entry instanceof Map<?, ?> written) {
                Map<String, Object> spec = new TreeMap<>();
                written.forEach((key, value) -> spec.put(String.valueOf(key), value));
                all.add(new Spec(spec));
            }
        }
        Made made = work.can(EngineCapability.INDEX_BLOCKS_RENAME) ? Made.AFTER_SWAP : Made.WITH_CANDIDATE;
        return new Indexes(all, made, work.context().identifierLimit());
    }

    boolean cover(ColumnName column) {
        return all.stream()
                .flatMap(i -> i.values().get("columns") instanceof List<?> columns ? columns.stream() : Stream.empty())
                .anyMatch(named -> column.name().equalsIgnoreCase(String.valueOf(named)));
    }

    private String name(Spec spec, RelationName table) {
        return CandidateNames.shortened(table.identifier(), spec.suffix(), limit);
    }

    List<Statement> create(RelationName table) {
        return all.stream()
                .<Statement>map(i -> new RelationStatement.CreateIndex(table, name(i, table), i.values()))
                .toList();
    }

    List<Statement> drop(RelationName table) {
        return all.stream()
                .<Statement>map(i -> new RelationStatement.DropIndex(table, name(i, table)))
                .toList();
    }

    /** What makes the indexes follow their table to its new name. */
    List<Statement> follow(RelationName from, RelationName to) {
        if (made == Made.AFTER_SWAP) return List.of();
        return all.stream()
                .<Statement>map(i -> new RelationStatement.RenameIndex(to, name(i, from), name(i, to)))
                .toList();
    }
}
