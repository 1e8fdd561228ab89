package dev.ashlar.docs;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node.Fixture;
import dev.ashlar.manifest.Node.UnitTest;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.report.ColumnRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The rows that a unit test gives and expects. Values of personal columns are hidden even here: they may have been copied. */
final class Fixtures {
    private static final int MOST_ROWS = 50;

    private Fixtures() {}

    static List<Map<String, Object>> of(World world, UnitTest test) {
        Set<NodeId> about = new LinkedHashSet<>(test.dependsOn());
        about.add(test.model());
        Predicate<String> personal = name ->
                about.stream().anyMatch(node -> world.lent().personal(new ColumnRef(node, new ColumnName(name))));
        boolean anyPersonal = about.stream()
                .flatMap(id -> world.input().project().find(id).stream())
                .anyMatch(node -> Columns.of(world, node).stream()
                        .anyMatch(column -> personal.test(column.name().name())));
        List<Map<String, Object>> out = new ArrayList<>();
        for (Fixture given : test.given()) out.add(of(given.input(), given, personal, anyPersonal));
        out.add(of("expect", test.expect(), personal, anyPersonal));
        return out;
    }

    private static Map<String, Object> of(
            String title, Fixture fixture, Predicate<String> personal, boolean anyPersonal) {
        Set<String> columns = new LinkedHashSet<>();
        for (Map<String, Object> row : fixture.rows()) columns.addAll(row.keySet());
        List<List<Object>> rows = fixture.rows().stream()
                .limit(MOST_ROWS)
                .map(row -> columns.stream()
                        .map(column -> cell(row, column, personal))
                        .toList())
                .toList();
        return new Fields()
                .put("title", title)
                .put("sql", fixture.sql().map(sql -> anyPersonal ? Pii.withoutValues(sql) : sql))
                .put("columns", List.copyOf(columns))
                .put("rows", rows)
                .put("more", Math.max(0, fixture.rows().size() - MOST_ROWS))
                .map();
    }

    private static Object cell(Map<String, Object> row, String column, Predicate<String> personal) {
        Object value = row.get(column);
        if (value == null) return row.containsKey(column) ? "null" : "";
        return personal.test(column) ? Pii.MASK : String.valueOf(value);
    }
}
