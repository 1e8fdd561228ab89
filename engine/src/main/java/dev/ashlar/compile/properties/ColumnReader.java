package dev.ashlar.compile.properties;

import dev.ashlar.compile.properties.Declarations.ColumnProperties;
import dev.ashlar.compile.properties.Declarations.ConstraintProperties;
import dev.ashlar.compile.read.Fields;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Constraint;
import dev.ashlar.manifest.FieldPath;
import dev.ashlar.manifest.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code columns:} and {@code constraints:}. */
final class ColumnReader {
    private final ConfigBlocks configs;
    private final TestUses tests;
    private final Diagnostics diagnostics;

    ColumnReader(ConfigBlocks configs, TestUses tests, Diagnostics diagnostics) {
        this.configs = configs;
        this.tests = tests;
        this.diagnostics = diagnostics;
    }

    List<ColumnProperties> columns(Fields owner) {
        List<ColumnProperties> columns = new ArrayList<>();
        Map<String, SourceLocation> seen = new HashMap<>();
        Map<String, String> takers = new HashMap<>();
        for (Tree item : owner.items("columns")) {
            Optional<Fields> fields = Fields.of(item, "a column of " + owner.what(), diagnostics);
            if (fields.isEmpty()) continue;
            Optional<String> name = fields.get().required("name");
            if (name.isEmpty()) continue;
            SourceLocation at = fields.get().at();
            SourceLocation declared = seen.putIfAbsent(name.get().toLowerCase(Locale.ROOT), at);
            if (declared != null) {
                diagnostics.error(
                        at,
                        "Column '" + name.get() + "' of " + owner.what()
                                + " is declared a second time; the first is on line " + declared.line() + ".",
                        "Keep one of them.");
                continue;
            }
            ColumnProperties column = column(name.get(), (Tree.Mapping) item, owner.what());
            columns.add(column);
            String taken =
                    column.path().map(FieldPath::toString).or(column::header).orElse(column.name());
            String first = takers.putIfAbsent(taken.toLowerCase(Locale.ROOT), column.name());
            if (first == null) continue;
            diagnostics.error(
                    at,
                    "Column '" + column.name() + "' of " + owner.what() + " takes '" + taken
                            + "' of the files, which column '" + first + "' takes already.",
                    "Keep one of them; a model can show a field under two names.");
        }
        return columns;
    }

    private ColumnProperties column(String name, Tree.Mapping mapping, String owner) {
        String what = "column '" + name + "' of " + owner;
        Fields fields = new Fields(mapping, what, diagnostics);
        fields.text("name");
        Optional<String> type = fields.text("data_type");
        String description = description(fields);
        List<String> tags = new ArrayList<>(fields.texts("tags"));
        Map<String, Object> meta = new LinkedHashMap<>(meta(fields));
        fields.fields("config", "the configuration of " + what).ifPresent(config -> {
            tags.addAll(config.texts("tags"));
            meta.putAll(meta(config));
            config.done();
        });
        fields.refuse("quote", "names are always quoted", "Take it out.")
                .refuse("granularity", "there is no semantic layer", "Take it out.")
                .refuse("policy_tags", "no engine here has them", "Take it out.");
        List<ConstraintProperties> constraints = constraints(fields, Optional.of(name));
        Optional<String> header = fields.text("header");
        Optional<FieldPath> path = path(fields);
        List<Declarations.TestUse> uses = tests.of(fields);
        fields.done();
        return new ColumnProperties(name, fields.at(), type, description, tags, meta, constraints, header, path, uses);
    }

    /** Where a loaded file's record has the value. */
    private Optional<FieldPath> path(Fields fields) {
        Optional<String> text = fields.text("path");
        if (text.isEmpty()) return Optional.empty();
        if (fields.has("header")) {
            diagnostics.error(
                    fields.placeOf("path"),
                    "'header' and 'path' of " + fields.what() + " exclude each other.",
                    "Keep one of them.");
        }
        Optional<FieldPath> path = FieldPath.of(text.get());
        if (path.isEmpty()) {
            diagnostics.error(
                    fields.placeOf("path"),
                    "'path' of " + fields.what() + " is no path: '" + text.get() + "'.",
                    "Write for example 'customer.address.city' or 'items[0].sku', and a key with other signs in double"
                            + " quotes: '\"order id\".lines'.");
        }
        return path;
    }

    String description(Fields fields) {
        return fields.text("description")
                .map(text -> configs.texts().render(text, fields.placeOf("description")))
                .orElse("");
    }

    private Map<String, Object> meta(Fields fields) {
        Map<String, Object> meta = new LinkedHashMap<>();
        fields.mapping("meta").ifPresent(block -> {
            for (Tree.Entry entry : block.entries()) {
                Object value = configs.texts().value(entry.value());
                if (value != null) meta.put(entry.key(), value);
            }
        });
        return meta;
    }

    /** @param column the column they stand on; empty for those of a model */
    List<ConstraintProperties> constraints(Fields owner, Optional<String> column) {
        List<ConstraintProperties> constraints = new ArrayList<>();
        for (Fields fields : owner.itemFields("constraints", "a constraint of " + owner.what())) {
            Optional<String> type = fields.required("type");
            Optional<String> name = fields.text("name");
            List<String> columns = fields.texts("columns");
            String expression = fields.text("expression").orElse("");
            Optional<String> to = fields.text("to");
            List<String> toColumns = fields.texts("to_columns");
            fields.flag("warn_unenforced");
            fields.flag("warn_unsupported");
            fields.done();
            Optional<Constraint.Kind> kind = type.flatMap(word -> kind(word, fields));
            if (kind.isEmpty()) continue;
            List<String> named = column.isPresent() ? List.of(column.get()) : columns;
            if (named.isEmpty() && kind.get() != Constraint.Kind.CHECK && kind.get() != Constraint.Kind.CUSTOM) {
                diagnostics.error(
                        fields.at(),
                        "The constraint " + type.get() + " of " + owner.what() + " names no columns.",
                        "Add 'columns: [...]'.");
                continue;
            }
            constraints.add(new ConstraintProperties(kind.get(), name, named, expression, to, toColumns, fields.at()));
        }
        return constraints;
    }

    private Optional<Constraint.Kind> kind(String word, Fields fields) {
        for (Constraint.Kind kind : Constraint.Kind.values()) {
            if (kind.name().equalsIgnoreCase(word)) return Optional.of(kind);
        }
        diagnostics.error(
                fields.placeOf("type"),
                "There is no constraint '" + word + "', as " + fields.what() + " says.",
                "Use not_null, unique, primary_key, foreign_key, check or custom.");
        return Optional.empty();
    }
}
