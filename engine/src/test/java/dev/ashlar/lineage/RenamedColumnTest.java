package dev.ashlar.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.lineage.Inputs.Input;
import dev.ashlar.lineage.Inputs.InputColumn;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.ColumnOrigin;
import dev.ashlar.report.ColumnRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A column of an input that gets another name is missed by exactly those columns that came from it. */
class RenamedColumnTest {
    /** Joins by names and lists of names read a relation by what it has: another name makes another query of them. */
    private static final List<String> BY_NAMES = List.of("using (", "natural", "exclude", "pivot", "by name");

    @Test
    void renamingChangesExactlyTheColumnsThatCameFromIt() {
        List<String> wrong = new ArrayList<>();
        int renamed = 0;
        for (GoldenCase golden : GoldenCase.all()) {
            if (golden.refused() || BY_NAMES.stream().anyMatch(golden.sql()::contains)) continue;
            for (String engine : golden.engines()) {
                QueryResolver resolver = new QueryResolver(GoldenLineageTest.dialect(engine));
                Inputs inputs = GoldenLineageTest.inputs(golden);
                List<ColumnLineage> before =
                        resolver.resolve(golden.sql(), inputs).lineage().columns();
                for (ColumnRef column : origins(before)) {
                    renamed++;
                    List<ColumnLineage> after = resolver.resolve(golden.sql(), without(inputs, column))
                            .lineage()
                            .columns();
                    Set<String> expected = new TreeSet<>();
                    Set<String> found = new TreeSet<>();
                    for (int i = 0; i < before.size(); i++) {
                        String name = i + " " + before.get(i).name().name();
                        if (comesFrom(before.get(i), column)) expected.add(name);
                        if (i >= after.size() || differ(before.get(i), after.get(i))) found.add(name);
                    }
                    if (!found.equals(expected)) wrong.add(golden + " [" + engine + "] " + column + ": " + found);
                }
            }
        }
        assertThat(renamed).isGreaterThan(1000);
        assertThat(wrong).isEmpty();
    }

    private static Set<ColumnRef> origins(List<ColumnLineage> columns) {
        Set<ColumnRef> all = new LinkedHashSet<>();
        for (ColumnLineage column : columns) column.origins().forEach(origin -> all.add(origin.from()));
        return all;
    }

    private static boolean comesFrom(ColumnLineage column, ColumnRef from) {
        return column.origins().stream().map(ColumnOrigin::from).anyMatch(from::equals);
    }

    private static boolean differ(ColumnLineage before, ColumnLineage after) {
        return !before.unresolved().equals(after.unresolved())
                || !origins(List.of(before)).equals(origins(List.of(after)));
    }

    private static Inputs without(Inputs inputs, ColumnRef renamed) {
        return relation -> inputs.find(relation)
                .map(input -> input.node().equals(renamed.node()) ? with(input, renamed.column()) : input);
    }

    private static Input with(Input input, ColumnName renamed) {
        List<InputColumn> columns = input.columns().stream()
                .map(column -> column.name().equals(renamed)
                        ? new InputColumn(new ColumnName("renamed_by_the_test"), column.type())
                        : column)
                .toList();
        return new Input(input.node(), columns, input.spelling(), input.unknown());
    }
}
