package dev.ashlar.compile.properties;

import dev.ashlar.compile.config.Setting;
import dev.ashlar.compile.properties.Declarations.UnitTestProperties;
import dev.ashlar.compile.properties.Declarations.VersionChoice;
import dev.ashlar.compile.read.Fields;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.SourceLocation;
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
    private final FixtureFiles files;
    private final Diagnostics diagnostics;

    UnitTestReader(ConfigBlocks configs, ColumnReader texts, FixtureFiles files, Diagnostics diagnostics) {
        this.configs = configs;
        this.texts = texts;
        this.files = files;
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
        Optional<VersionChoice> versions = fields.fields("versions", "'versions' of " + fields.what())
                .map(block -> {
                    List<String> include = block.words("include");
                    boolean all = include.equals(List.of("all")) || include.equals(List.of("*"));
                    VersionChoice choice =
                            new VersionChoice(all ? List.of() : include, block.words("exclude"), block.at());
                    block.done();
                    return choice;
                });
        List<Setting> config = configs.of(fields, NodeKind.UNIT_TEST);
        configs.done(fields, NodeKind.UNIT_TEST);
        if (model.isEmpty() || expect.isEmpty()) return Optional.empty();
        return Optional.of(new UnitTestProperties(
                name.get(), fields.at(), model.get(), versions, description, given, expect.get(), overrides, config));
    }

    private Optional<Node.Fixture> fixture(Fields fields, String input) {
        String format = fields.text("format").orElse("dict");
        Optional<Tree> rows = fields.tree("rows");
        Optional<String> file = fields.text("fixture");
        fields.done();
        return switch (format) {
            case "dict" -> {
                if (file.isEmpty()) {
                    yield Optional.of(new Node.Fixture(input, dicts(rows, fields), Optional.empty(), fields.at()));
                }
                diagnostics.error(
                        fields.placeOf("fixture"),
                        "A fixture of " + fields.what() + " is a file, which has the format csv or sql.",
                        "Add 'format: csv' or 'format: sql'.");
                yield Optional.empty();
            }
            case "csv" ->
                text(fields, rows, file, format).map(found -> {
                    SourceLocation at =
                            found.path().isEmpty() ? fields.placeOf("rows") : SourceLocation.ofFile(found.path());
                    List<Map<String, Object>> read = FixtureCsv.rows(found.text(), at, diagnostics);
                    return new Node.Fixture(input, read, Optional.empty(), fields.at());
                });
            case "sql" ->
                text(fields, rows, file, format)
                        .map(found -> new Node.Fixture(input, List.of(), Optional.of(found.text()), fields.at()));
            default -> {
                diagnostics.error(
                        fields.placeOf("format"),
                        "'format' of " + fields.what() + " must be one of dict, csv, sql, but it is the text '" + format
                                + "'.",
                        "Write for example 'format: dict'.");
                yield Optional.empty();
            }
        };
    }

    /** What stands below {@code rows}, with an empty path, or in the file that {@code fixture} names. */
    private Optional<FixtureFiles.Found> text(
            Fields fields, Optional<Tree> rows, Optional<String> file, String format) {
        if (file.isPresent() == rows.isPresent()) {
            diagnostics.error(
                    fields.at(),
                    "The rows of " + fields.what() + (file.isPresent() ? " are given twice." : " are not given."),
                    "Write either 'rows:' or 'fixture:'.");
            return Optional.empty();
        }
        if (file.isEmpty())
            return Optional.of(
                    new FixtureFiles.Found("", String.valueOf(rows.get().plain())));
        try {
            return Optional.of(files.load(file.get(), format, fields.placeOf("fixture")));
        } catch (DiagnosticException e) {
            diagnostics.addAll(e.diagnostics());
            return Optional.empty();
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
