package dev.ashlar.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.adapter.duckdb.DuckDbNames;
import dev.ashlar.adapter.postgres.PostgresNames;
import dev.ashlar.adapter.redshift.RedshiftNames;
import dev.ashlar.lineage.GoldenCase.GoldenColumn;
import dev.ashlar.lineage.GoldenCase.GoldenRelation;
import dev.ashlar.lineage.Inputs.Input;
import dev.ashlar.lineage.Inputs.InputColumn;
import dev.ashlar.lineage.Inputs.Spelling;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.ColumnRef;
import dev.ashlar.report.NodeLineage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The resolver against the golden set: what it says is right, and it rarely says nothing. */
class GoldenLineageTest {
    /** Of all columns whose origins can be known, so many in a hundred may be left unresolved. */
    private static final double MOST_UNRESOLVED = 2.0;

    @Test
    void columnsComeFromWhereTheGoldenSetSays() {
        List<String> wrong = new ArrayList<>();
        List<String> unresolved = new ArrayList<>();
        int columns = 0;
        for (GoldenCase golden : GoldenCase.all()) {
            for (String engine : golden.engines()) {
                QueryLineage found = new QueryResolver(dialect(engine)).resolve(golden.sql(), inputs(golden));
                columns += (int) golden.columns().stream()
                        .filter(column -> column.unresolved().isEmpty())
                        .count();
                compare(golden, engine, found.lineage(), wrong, unresolved);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(columns).isGreaterThan(1000);
        assertThat(unresolved.size() * 100.0 / columns)
                .as(() -> "Unresolved: " + unresolved)
                .isLessThanOrEqualTo(MOST_UNRESOLVED);
    }

    private static void compare(
            GoldenCase golden, String engine, NodeLineage found, List<String> wrong, List<String> unresolved) {
        String at = golden + " [" + engine + "] ";
        List<String> names =
                found.columns().stream().map(column -> column.name().name()).toList();
        List<GoldenColumn> expected = golden.columns().stream()
                .filter(column -> !column.name().equals("*"))
                .toList();
        golden.columns().stream()
                .filter(column -> column.name().equals("*"))
                .filter(column -> !found.unresolved()
                        .orElse("")
                        .contains(column.unresolved().orElseThrow()))
                .forEach(column -> wrong.add(at + "* is unresolved by " + found.unresolved()));
        if (found.columns().isEmpty() && found.unresolved().isPresent()) {
            expected.forEach(column -> unresolved.add(
                    at + column.name() + ": " + found.unresolved().get()));
            return;
        }
        if (!names.equals(expected.stream().map(GoldenColumn::name).toList())) {
            wrong.add(at + "has the columns " + names);
            return;
        }
        for (int i = 0; i < expected.size(); i++) {
            compare(at, expected.get(i), found.columns().get(i), wrong, unresolved);
        }
        TreeSet<String> filters = new TreeSet<>();
        found.filters().forEach(filter -> filters.add(text(filter)));
        if (!filters.equals(new TreeSet<>(golden.filters()))) wrong.add(at + "filters by " + filters);
    }

    private static void compare(
            String at, GoldenColumn expected, ColumnLineage found, List<String> wrong, List<String> unresolved) {
        if (expected.unresolved().isPresent()) {
            if (!found.unresolved().orElse("").contains(expected.unresolved().get()))
                wrong.add(at + expected.name() + " is " + found);
            return;
        }
        if (found.unresolved().isPresent()) {
            unresolved.add(at + expected.name() + ": " + found.unresolved().get());
            return;
        }
        Map<String, String> origins = new TreeMap<>();
        found.origins()
                .forEach(
                        origin -> origins.put(text(origin.from()), origin.kind().word()));
        if (!origins.equals(expected.origins())) wrong.add(at + expected.name() + " comes from " + origins);
    }

    private static String text(ColumnRef column) {
        return column.node().value().substring("source.".length()) + "."
                + column.column().name();
    }

    static Dialect dialect(String engine) {
        return switch (engine) {
            case "duckdb" -> DuckDbNames.DIALECT;
            case "postgres" -> PostgresNames.DIALECT;
            case "redshift" -> RedshiftNames.DIALECT;
            default -> throw new IllegalArgumentException(engine);
        };
    }

    static Inputs inputs(GoldenCase golden) {
        Map<String, Input> all = new HashMap<>();
        for (GoldenRelation relation : golden.relations()) {
            List<InputColumn> columns = relation.columns().entrySet().stream()
                    .map(column -> new InputColumn(new ColumnName(column.getKey()), Optional.of(column.getValue())))
                    .toList();
            NodeId id = NodeId.of(NodeKind.SOURCE, relation.name());
            all.put(relation.name().toLowerCase(Locale.ROOT), new Input(id, columns, Spelling.EXACT, Optional.empty()));
        }
        return name -> Optional.ofNullable(all.get(name.plain().toLowerCase(Locale.ROOT)));
    }
}
