package dev.ashlar.docs;

import dev.ashlar.lineage.InheritedDocs;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.Constraint;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.report.ColumnLineage;
import dev.ashlar.report.ColumnOrigin;
import dev.ashlar.report.ColumnRef;
import dev.ashlar.report.ColumnUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** What the site says of a column, with one step of its lineage either way. */
final class ColumnFields {
    private final World world;

    ColumnFields(World world) {
        this.world = world;
    }

    Map<String, Object> of(Node node, Columns.Shown column) {
        ColumnRef here = new ColumnRef(node.id(), column.name());
        Fields fields = new Fields()
                .put("name", column.name().name())
                .put("type", column.type())
                .put("desc", column.described().map(Column::description))
                .put("tags", column.described().map(Column::tags))
                .put("pii", world.lent().personal(here))
                .put("rules", column.described().map(described -> rules(described.constraints())))
                .put("header", column.described().flatMap(Column::header))
                .put("path", column.described().flatMap(Column::path).map(Object::toString))
                .put("tests", tests(node, column))
                .put("up", column.lineage().map(this::origins))
                .put("down", uses(here))
                .put("why", column.lineage().flatMap(ColumnLineage::unresolved))
                .put("known", column.lineage().isPresent());
        if (column.described().map(Column::description).orElse("").isBlank() && !InheritedDocs.refused(node)) {
            world.lent()
                    .description(here)
                    .ifPresent(found -> fields.put("lent", found.text())
                            .put(
                                    "lender",
                                    List.of(
                                            number(found.from()),
                                            found.from().column().name())));
        }
        return fields.map();
    }

    private int number(ColumnRef column) {
        return world.table().find(column.node()).orElse(-1);
    }

    private List<Integer> tests(Node node, Columns.Shown column) {
        return world.testsOf(node.id()).stream()
                .filter(test -> test instanceof DataTest data
                        && data.column().filter(column.name()::sameAs).isPresent())
                .map(test -> world.testNumber(test.id()))
                .toList();
    }

    private List<List<Object>> origins(ColumnLineage column) {
        List<List<Object>> out = new ArrayList<>();
        for (ColumnOrigin origin : column.origins()) {
            OptionalInt from = world.table().find(origin.from().node());
            if (from.isPresent()) {
                out.add(List.of(
                        from.getAsInt(),
                        origin.from().column().name(),
                        origin.kind().word()));
            }
        }
        return out;
    }

    private List<List<Object>> uses(ColumnRef column) {
        List<List<Object>> out = new ArrayList<>();
        for (ColumnUse use : world.input().lineage().uses(column)) {
            OptionalInt by = world.table().find(use.node());
            if (by.isPresent()) {
                String name = use.column().map(c -> c.name()).orElse("");
                out.add(List.of(by.getAsInt(), name, use.kind().word()));
            }
        }
        return out;
    }

    static List<String> rules(List<Constraint> constraints) {
        return constraints.stream()
                .map(constraint -> {
                    String kind =
                            constraint.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
                    String columns = constraint.columns().size() < 2
                            ? ""
                            : " ("
                                    + String.join(
                                            ", ",
                                            constraint.columns().stream()
                                                    .map(c -> c.name())
                                                    .toList())
                                    + ")";
                    return kind + columns + (constraint.expression().isEmpty() ? "" : ": " + constraint.expression());
                })
                .toList();
    }
}
