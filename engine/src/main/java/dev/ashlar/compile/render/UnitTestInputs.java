package dev.ashlar.compile.render;

import dev.ashlar.compile.ReferenceText;
import dev.ashlar.compile.render.FixtureRows.Typed;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.Fixture;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.port.NodeTask.Instead;
import dev.ashlar.port.WarehouseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows that a unit test gives, as SELECTs with the types of what they stand for. */
final class UnitTestInputs {
    /** What the loader adds to a source's own columns; these types mean the same on every engine. */
    private static final List<Typed> LOADED = List.of(
            new Typed("_file", Optional.of("varchar")),
            new Typed("_row", Optional.of("bigint")),
            new Typed("_loaded_at", Optional.of("timestamp")),
            new Typed("_batch_id", Optional.of("varchar")),
            new Typed("_row_hash", Optional.of("varchar")));

    private final SqlCompiler compiler;
    private final Node.UnitTest test;
    private final Node.Model model;
    private final Facts facts;

    UnitTestInputs(SqlCompiler compiler, Node.UnitTest test, Node.Model model, Facts facts) {
        this.compiler = compiler;
        this.test = test;
        this.model = model;
        this.facts = facts;
    }

    /** By the node they stand for; those for {@code this} by the model's own. */
    Map<NodeId, Instead> rows() {
        Map<NodeId, Instead> rows = new LinkedHashMap<>();
        for (Fixture fixture : test.given()) {
            String input = fixture.input().strip();
            Node node = input.equals("this") ? model : node(fixture);
            // The comment tells inputs with equal rows apart, for people and for the search for missing aliases.
            String title = "\n-- given: " + input.replaceAll("\\s+", " ") + "\n";
            rows.put(node.id(), new Instead.Rows(title + select(node, fixture) + "\n"));
        }
        return rows;
    }

    private Node node(Fixture fixture) {
        return compiler.lookup()
                .load(ReferenceText.parse(fixture.input(), fixture.at())
                        .orElseThrow(() -> new DiagnosticException(Diagnostic.error(
                                fixture.at(),
                                "Cannot read the input '" + fixture.input() + "' of unit test '" + test.name() + "'.",
                                "Write ref('model'), source('source', 'table') or this."))));
    }

    private String select(Node node, Fixture fixture) {
        if (fixture.sql().isPresent()) return withoutSemicolon(fixture.sql().get());
        List<Typed> standing = standing(node);
        List<Typed> columns = new ArrayList<>(standing.isEmpty() ? declared(node) : standing);
        // What 'this' is before it is built again says nothing about its new columns.
        boolean open = standing.isEmpty() || node.id().equals(model.id());
        for (Map<String, Object> row : fixture.rows()) {
            for (String key : row.keySet()) {
                if (columns.stream().anyMatch(column -> column.name().equalsIgnoreCase(key))) continue;
                if (!open) throw unknown(fixture, key, standing);
                columns.add(new Typed(key, Optional.empty()));
            }
        }
        if (columns.isEmpty()) {
            throw new DiagnosticException(Diagnostic.error(
                    fixture.at(),
                    "Cannot give no rows for " + fixture.input() + " in unit test '" + test.name()
                            + "': its columns are not known.",
                    "Build it first, declare its columns with their data_type, or give the rows as 'format: sql'."));
        }
        return FixtureRows.select(columns, fixture.rows());
    }

    private DiagnosticException unknown(Fixture fixture, String key, List<Typed> known) {
        List<String> names = known.stream().map(Typed::name).toList();
        String near = NearestName.didYouMean(key, names);
        return new DiagnosticException(Diagnostic.error(
                fixture.at(),
                "Unit test '" + test.name() + "' gives column '" + key + "' for " + fixture.input()
                        + ", which has no such column.",
                near.isEmpty() ? "Its columns are: " + String.join(", ", names) + "." : near));
    }

    /** Columns of the relation as it stands in the warehouse; empty where there is none. */
    private List<Typed> standing(Node node) {
        try {
            String printed = compiler.print(node, facts).sql();
            return facts.session().describe("select * from " + printed + " as described").stream()
                    .map(column -> Typed.of(column.name().name(), column.type()))
                    .toList();
        } catch (WarehouseException e) {
            if (e.kind() != WarehouseException.Kind.STATEMENT) throw e;
            return List.of();
        } catch (DiagnosticException notRendered) { // an ephemeral model that asks what is not built yet
            return List.of();
        }
    }

    private static List<Typed> declared(Node node) {
        Map<String, String> fixed =
                node instanceof Node.Seed seed ? seed.format().columnTypes() : Map.of();
        List<Typed> declared = new ArrayList<>();
        for (Column column : node.columns()) {
            String name = column.name().name();
            declared.add(new Typed(name, column.dataType().or(() -> Optional.ofNullable(fixed.get(name)))));
        }
        if (node instanceof Node.Source source && source.external().isPresent()) declared.addAll(LOADED);
        return declared;
    }

    static String withoutSemicolon(String sql) {
        return sql.strip().replaceFirst(";\\s*$", "");
    }
}
