package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.RelationName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
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

    private static final String INDEXES = "indexes";
    private static final String COLUMNS = "columns";
    private static final int HASH_LETTERS = 8;

    /** @param values one entry of {@code indexes} */
    record Spec(Map<String, Object> values) {
        String suffix() {
            return "__"
                    + CandidateNames.hash(values.toString().toLowerCase(Locale.ROOT))
                            .substring(0, HASH_LETTERS);
        }

        Stream<String> columns() {
            return switch (values.get(COLUMNS)) {
                case List<?> several -> several.stream().map(String::valueOf);
                case null -> Stream.empty();
                case Object one -> Stream.of(String.valueOf(one));
            };
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
        Object listed = work.build().layout().values().get(INDEXES);
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
        return all.stream().flatMap(Spec::columns).anyMatch(column.name()::equalsIgnoreCase);
    }

    /** Whether their columns must be read to be spelled as the table does: in lower case engines find them anyway. */
    boolean askForColumns() {
        return all.stream().flatMap(Spec::columns).anyMatch(name -> !name.equals(name.toLowerCase(Locale.ROOT)));
    }

    /** The same layout with the indexes' columns spelled otherwise. */
    static Layout spelled(Layout layout, UnaryOperator<ColumnName> spelling) {
        if (!(layout.values().get(INDEXES) instanceof List<?> entries)) return layout;
        Map<String, Object> values = new LinkedHashMap<>(layout.values());
        values.put(
                INDEXES,
                entries.stream()
                        .map(entry -> entry instanceof Map<?, ?> written ? spelled(written, spelling) : entry)
                        .toList());
        return new Layout(values);
    }

    private static Map<Object, Object> spelled(Map<?, ?> written, UnaryOperator<ColumnName> spelling) {
        Map<Object, Object> spelled = new LinkedHashMap<>(written);
        spelled.computeIfPresent(
                COLUMNS,
                (key, columns) -> columns instanceof List<?> several
                        ? several.stream().map(one -> spelled(one, spelling)).toList()
                        : spelled(columns, spelling));
        return spelled;
    }

    private static String spelled(Object name, UnaryOperator<ColumnName> spelling) {
        return spelling.apply(new ColumnName(String.valueOf(name))).name();
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
