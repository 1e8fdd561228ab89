package dev.ashlar.compile.properties;

import dev.ashlar.compile.config.Setting;
import dev.ashlar.compile.properties.Declarations.UnitTestProperties;
import dev.ashlar.compile.read.Fields;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code unit_tests:}. */
final class UnitTestReader {
    private final ConfigBlocks configs;
    private final ColumnReader texts;
    private final Diagnostics diagnostics;

    UnitTestReader(ConfigBlocks configs, ColumnReader texts, Diagnostics diagnostics) {
        this.configs = configs;
        this.texts = texts;
        this.diagnostics = diagnostics;
    }

    Optional<UnitTestProperties> read(Tree item) {
        Optional<String> name = Fields.of(item, "a unit test", diagnostics).flatMap(fields -> fields.required("name"));
        if (name.isEmpty()) return Optional.empty();
        Fields fields = new Fields((Tree.Mapping) item, "unit test '" + name.get() + "'", diagnostics);
        fields.text("name");
        Optional<String> model = fields.required("model");
        String description = texts.description(fields);
        List<Node.Fixture> given = new ArrayList<>();
        for (Fields input : fields.itemFields("given", "an input of " + fields.what())) {
            Optional<String> reference = input.required("input");
            reference.flatMap(text -> fixture(input, text)).ifPresent(given::add);
        }
        Optional<Node.Fixture> expect =
                fields.fields("expect", "'expect' of " + fields.what()).flatMap(rows -> fixture(rows, ""));
        if (!fields.has("expect")) {
            diagnostics.error(
                    fields.at(), "Unit test '" + name.get() + "' lacks 'expect'.", "Add 'expect: {rows: [...]}'.");
        }
        Map<String, Object> overrides = new LinkedHashMap<>();
        fields.fields("overrides", "'overrides' of " + fields.what()).ifPresent(block -> {
            for (String key : List.of("vars", "macros", "env_vars")) {
                block.mapping(key).ifPresent(values -> overrides.put(key, values.plain()));
            }
            block.done();
        });
        fields.refuse("versions", "a unit test names one model", "Write one unit test for each version.");
        List<Setting> config = configs.of(fields, NodeKind.UNIT_TEST);
        configs.done(fields, NodeKind.UNIT_TEST);
        if (model.isEmpty() || expect.isEmpty()) return Optional.empty();
        return Optional.of(new UnitTestProperties(
                name.get(),
                fields.at(),
                model.get(),
                Optional.empty(),
                description,
                given,
                expect.get(),
                overrides,
                config));
    }

    private Optional<Node.Fixture> fixture(Fields fields, String input) {
        String format = fields.text("format").orElse("dict");
        fields.refuse("fixture", "rows stand beside the test", "Write them below 'rows:'.");
        Optional<Tree> rows = fields.tree("rows");
        fields.done();
        switch (format) {
            case "dict" -> {
                return Optional.of(new Node.Fixture(input, dicts(rows, fields), Optional.empty(), fields.at()));
            }
            case "csv" -> {
                String text = rows.map(tree -> String.valueOf(tree.plain())).orElse("");
                return Optional.of(new Node.Fixture(
                        input,
                        FixtureCsv.rows(text, fields.placeOf("rows"), diagnostics),
                        Optional.empty(),
                        fields.at()));
            }
            case "sql" -> {
                return Optional.of(new Node.Fixture(
                        input, List.of(), rows.map(tree -> String.valueOf(tree.plain())), fields.at()));
            }
            default -> {
                diagnostics.error(
                        fields.placeOf("format"),
                        "'format' of " + fields.what() + " must be one of dict, csv, sql, but it is the text '" + format
                                + "'.",
                        "Write for example 'format: dict'.");
                return Optional.empty();
            }
        }
    }

    private List<Map<String, Object>> dicts(Optional<Tree> rows, Fields fields) {
        List<Map<String, Object>> found = new ArrayList<>();
        if (rows.isEmpty()) return found;
        for (Tree row : fields.items("rows")) {
            Fields.of(row, "a row of " + fields.what(), diagnostics).ifPresent(cells -> {
                Map<String, Object> values = new LinkedHashMap<>();
                for (Tree.Entry cell : cells.rest())
                    values.put(cell.key(), cell.value().plain());
                found.add(values);
            });
        }
        return found;
    }
}
