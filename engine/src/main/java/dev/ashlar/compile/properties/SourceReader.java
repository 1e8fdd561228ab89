package dev.ashlar.compile.properties;

import dev.ashlar.compile.config.Setting;
import dev.ashlar.compile.properties.Declarations.FreshnessProperties;
import dev.ashlar.compile.properties.Declarations.FreshnessRule;
import dev.ashlar.compile.properties.Declarations.SourceGroup;
import dev.ashlar.compile.properties.Declarations.TableProperties;
import dev.ashlar.compile.read.Fields;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Cadence;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code sources:}. */
final class SourceReader {
    private final ConfigBlocks configs;
    private final ColumnReader columns;
    private final TestUses tests;
    private final ExternalReader external;
    private final Diagnostics diagnostics;

    SourceReader(ConfigBlocks configs, ColumnReader columns, TestUses tests, Diagnostics diagnostics) {
        this.configs = configs;
        this.columns = columns;
        this.tests = tests;
        this.external = new ExternalReader(configs.texts(), diagnostics);
        this.diagnostics = diagnostics;
    }

    Optional<SourceGroup> read(Tree item) {
        Optional<Fields> unnamed = Fields.of(item, "a source", diagnostics);
        Optional<String> name = unnamed.flatMap(fields -> fields.required("name"));
        if (name.isEmpty()) return Optional.empty();
        Fields fields = new Fields((Tree.Mapping) item, "source '" + name.get() + "'", diagnostics);
        fields.text("name");
        String description = columns.description(fields);
        Optional<String> schema = rendered(fields, "schema");
        Optional<String> database = rendered(fields, "database");
        List<Setting> config = configs.of(fields, NodeKind.SOURCE);
        FreshnessProperties freshness = freshness(fields, config);
        fields.text("loader");
        fields.refuse("quoting", "names are always quoted", "Take it out.");
        fields.refuse("overrides", "there are no packages to override", "Take it out.");
        List<TableProperties> tables = new ArrayList<>();
        Map<String, SourceLocation> seen = new HashMap<>();
        for (Tree table : fields.items("tables")) {
            table(table, name.get()).ifPresent(found -> {
                SourceLocation first = seen.putIfAbsent(found.name(), found.at());
                if (first == null) {
                    tables.add(found);
                } else {
                    diagnostics.error(
                            found.at(),
                            "Table '" + found.name() + "' of source '" + name.get()
                                    + "' is declared a second time; the first is on line " + first.line() + ".",
                            "Keep one of them.");
                }
            });
        }
        configs.done(fields, NodeKind.SOURCE);
        return Optional.of(
                new SourceGroup(name.get(), fields.at(), description, schema, database, config, freshness, tables));
    }

    private Optional<String> rendered(Fields fields, String key) {
        return fields.text(key).map(text -> configs.texts().render(text, fields.placeOf(key)));
    }

    private Optional<TableProperties> table(Tree item, String source) {
        Optional<Fields> unnamed = Fields.of(item, "a table of source '" + source + "'", diagnostics);
        Optional<String> name = unnamed.flatMap(fields -> fields.required("name"));
        if (name.isEmpty()) return Optional.empty();
        String what = "table '" + name.get() + "' of source '" + source + "'";
        Fields fields = new Fields((Tree.Mapping) item, what, diagnostics);
        fields.text("name");
        String description = columns.description(fields);
        Optional<String> identifier = rendered(fields, "identifier");
        List<Setting> config = configs.of(fields, NodeKind.SOURCE);
        FreshnessProperties freshness = freshness(fields, config);
        Optional<Node.ExternalFiles> files =
                fields.fields("external", "'external' of " + what).flatMap(external::read);
        fields.text("loader");
        fields.refuse("quoting", "names are always quoted", "Take it out.");
        List<Declarations.ColumnProperties> found = columns.columns(fields);
        demandNesting(files, found);
        List<Declarations.TestUse> uses = tests.of(fields);
        configs.done(fields, NodeKind.SOURCE);
        return Optional.of(new TableProperties(
                name.get(), fields.at(), description, identifier, config, freshness, files, found, uses));
    }

    /** A path leads into records that nest. */
    private void demandNesting(Optional<Node.ExternalFiles> files, List<Declarations.ColumnProperties> columns) {
        if (files.filter(f -> f.format().equals("jsonl")).isPresent()) return;
        for (Declarations.ColumnProperties column : columns) {
            if (column.path().isEmpty()) continue;
            diagnostics.error(
                    column.at(),
                    "Column '" + column.name() + "' has a 'path', which only files of the format jsonl have.",
                    "Take it out, or name the column of the file by 'header'.");
        }
    }

    /** Beside {@code config:} or below it, as dbt allows both. */
    private FreshnessProperties freshness(Fields fields, List<Setting> config) {
        Optional<String> field = fields.text("loaded_at_field").or(() -> text(config, "loaded_at_field"));
        Optional<String> query = fields.text("loaded_at_query").or(() -> text(config, "loaded_at_query"));
        if (field.isPresent() && query.isPresent()) {
            diagnostics.error(
                    fields.placeOf("loaded_at_query"),
                    "'loaded_at_field' and 'loaded_at_query' of " + fields.what() + " exclude each other.",
                    "Keep one of them.");
        }
        FreshnessRule rule = new FreshnessRule.Unsaid();
        if (fields.has("freshness")) {
            rule = fields.tree("freshness").isEmpty() ? new FreshnessRule.Off() : rule(fields);
        } else {
            Optional<Fields> block = fields.mapping("config")
                    .map(tree -> new Fields(tree, fields.what(), diagnostics))
                    .filter(below -> below.has("freshness"));
            if (block.isPresent()) {
                rule = block.get().tree("freshness").isEmpty() ? new FreshnessRule.Off() : rule(block.get());
            }
        }
        return new FreshnessProperties(field, query, rule);
    }

    private static Optional<String> text(List<Setting> config, String key) {
        return config.stream()
                .filter(setting -> setting.key().name().equals(key))
                .map(setting -> setting.value().toString())
                .findFirst();
    }

    private FreshnessRule rule(Fields fields) {
        Optional<Fields> below = fields.fields("freshness", "'freshness' of " + fields.what());
        if (below.isEmpty()) return new FreshnessRule.Unsaid();
        Optional<Node.Age> warn = age(below.get(), "warn_after");
        Optional<Node.Age> error = age(below.get(), "error_after");
        Optional<Cadence> expected = expected(below.get());
        Optional<String> filter = below.get().text("filter");
        below.get().done();
        return new FreshnessRule.Ages(warn, error, expected, filter);
    }

    private Optional<Cadence> expected(Fields fields) {
        Optional<String> text = fields.text("expected");
        Optional<Cadence> cadence = text.flatMap(Cadence::find);
        if (text.isPresent() && cadence.isEmpty()) {
            diagnostics.error(
                    fields.placeOf("expected"),
                    "'expected' of " + fields.what() + " cannot be '" + text.get() + "'.",
                    "Write " + Cadence.FORMS + ".");
        }
        return cadence;
    }

    private Optional<Node.Age> age(Fields fields, String key) {
        Optional<Fields> below = fields.fields(key, "'" + key + "' of " + fields.what());
        if (below.isEmpty()) return Optional.empty();
        Optional<Long> count = below.get().integer("count");
        Optional<String> period = below.get().text("period");
        below.get().done();
        boolean known = period.filter(Set.of("minute", "hour", "day")::contains).isPresent();
        if (count.isEmpty() || !known) {
            diagnostics.error(
                    below.get().at(),
                    "'" + key + "' of " + fields.what() + " must be a count and a period (minute, hour or day).",
                    "Write for example '" + key + ": {count: 1, period: day}'.");
            return Optional.empty();
        }
        return Optional.of(new Node.Age(count.get(), period.get()));
    }
}
