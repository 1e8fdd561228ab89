package dev.ashlar.compile.parse;

import dev.ashlar.compile.ReferenceText;
import dev.ashlar.compile.config.ResolvedConfig;
import dev.ashlar.compile.config.Values;
import dev.ashlar.compile.properties.Declarations.ColumnProperties;
import dev.ashlar.compile.properties.Declarations.ConstraintProperties;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Constraint;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.Build;
import dev.ashlar.manifest.Node.Contract;
import dev.ashlar.manifest.Node.PersistDocs;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.ModelTemplates.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What models, seeds and snapshots have in common: columns, contract, hooks, layout. */
final class BuildParts {
    private final ParseContext context;
    private final Edges edges;
    private final Layouts layouts;

    BuildParts(ParseContext context, Edges edges) {
        this.context = context;
        this.edges = edges;
        this.layouts = new Layouts(context);
    }

    Build of(Draft draft) {
        ResolvedConfig config = draft.config();
        List<Column> columns = columns(declared(draft));
        return new Build(
                draft.relation().orElseThrow(),
                layouts.of(draft),
                columns,
                contract(draft, columns),
                constraints(draft),
                hooks(draft, "pre_hook"),
                hooks(draft, "post_hook"),
                Materializations.conduct(config),
                persistDocs(draft),
                grants(config));
    }

    Layouts layouts() {
        return layouts;
    }

    List<Hook> hooks(Draft draft, String key) {
        Optional<Object> value = draft.config().find(key);
        if (value.isEmpty()) return List.of();
        SourceLocation at = draft.config().placeOf(key, draft.at());
        return context.hooks().read(value.get(), "'" + key + "' of " + draft.what(), at);
    }

    static List<ColumnProperties> declared(Draft draft) {
        return draft.versionProperties()
                .flatMap(version -> version.columns())
                .or(() -> draft.properties().map(properties -> properties.columns()))
                .orElse(List.of());
    }

    List<Column> columns(List<ColumnProperties> declared) {
        List<Column> columns = new ArrayList<>(declared.size());
        for (ColumnProperties column : declared) {
            columns.add(new Column(
                    new ColumnName(column.name()),
                    column.dataType(),
                    column.description(),
                    column.tags(),
                    column.meta(),
                    constraints(column.constraints()),
                    column.header(),
                    column.path()));
        }
        return columns;
    }

    private List<Constraint> constraints(Draft draft) {
        return draft.versionProperties()
                .flatMap(version -> version.constraints())
                .or(() -> draft.properties().map(properties -> properties.constraints()))
                .map(this::constraints)
                .orElse(List.of());
    }

    private List<Constraint> constraints(List<ConstraintProperties> declared) {
        List<Constraint> constraints = new ArrayList<>(declared.size());
        for (ConstraintProperties each : declared) {
            constraints.add(new Constraint(
                    each.kind(),
                    each.name(),
                    names(each.columns()),
                    each.expression(),
                    each.to().flatMap(text -> target(text, each.at())),
                    names(each.toColumns())));
        }
        return constraints;
    }

    private Optional<NodeId> target(String text, SourceLocation at) {
        Optional<Reference> reference = ReferenceText.parse(text, at);
        if (reference.isEmpty()) {
            context.error(
                    at, "'to' of a constraint names '" + text + "', which is no reference.", "Write ref(\"model\").");
        }
        return reference.flatMap(edges::plain);
    }

    /** Nodes that foreign keys of the node lead to; they are built before it. */
    static List<NodeId> referenced(Build build) {
        List<NodeId> ids = new ArrayList<>();
        for (Constraint constraint : build.constraints()) constraint.to().ifPresent(ids::add);
        for (Column column : build.columns()) {
            for (Constraint constraint : column.constraints()) constraint.to().ifPresent(ids::add);
        }
        return ids;
    }

    private static List<ColumnName> names(List<String> names) {
        return names.stream()
                .filter(name -> !name.isEmpty())
                .map(ColumnName::new)
                .toList();
    }

    private Contract contract(Draft draft, List<Column> columns) {
        Map<String, Object> said = flags(draft, "contract", List.of("enforced", "alias_types"));
        if (!Boolean.TRUE.equals(said.get("enforced"))) return Contract.NONE;
        SourceLocation at = draft.config().placeOf("contract", draft.at());
        if (columns.isEmpty()) {
            context.error(
                    at,
                    "The contract of " + draft.what() + " is enforced, but no columns are declared.",
                    "Declare every column with its 'data_type' in a properties file.");
        }
        for (ColumnProperties column : declared(draft)) {
            if (column.dataType().isPresent()) continue;
            context.error(
                    column.at(),
                    "The contract of " + draft.what() + " is enforced, but column '" + column.name()
                            + "' has no 'data_type'.",
                    "Add 'data_type: ...' to it.");
        }
        return Contract.ENFORCED;
    }

    private PersistDocs persistDocs(Draft draft) {
        Map<String, Object> said = flags(draft, "persist_docs", List.of("relation", "columns"));
        boolean relation = Boolean.TRUE.equals(said.get("relation"));
        boolean columns = Boolean.TRUE.equals(said.get("columns"));
        if (relation) return columns ? PersistDocs.RELATION_AND_COLUMNS : PersistDocs.RELATION;
        return columns ? PersistDocs.COLUMNS : PersistDocs.NONE;
    }

    private Map<String, Object> flags(Draft draft, String key, List<String> known) {
        Map<String, Object> said = draft.config().mapping(key);
        said.forEach((name, value) -> {
            if (known.contains(name) && value instanceof Boolean) return;
            context.error(
                    draft.config().placeOf(key, draft.at()),
                    known.contains(name)
                            ? "'" + name + "' below '" + key + "' of " + draft.what()
                                    + " must be true or false, but it is " + Values.describe(value) + "."
                            : "Unknown key '" + name + "' below '" + key + "' of " + draft.what() + ".",
                    "Known keys: " + String.join(", ", known) + "; they are true or false.");
        });
        return said;
    }

    private static Map<String, List<String>> grants(ResolvedConfig config) {
        Map<String, List<String>> grants = new LinkedHashMap<>();
        config.mapping("grants").forEach((privilege, grantees) -> {
            if (grantees instanceof List<?> list) {
                grants.put(privilege, list.stream().map(String::valueOf).toList());
            }
        });
        return grants;
    }

    /** What a seed's file is like. */
    Node.SeedFormat seedFormat(Draft draft) {
        ResolvedConfig config = draft.config();
        String delimiter = config.text("delimiter").orElse(",");
        if (delimiter.length() != 1) {
            context.error(
                    config.placeOf("delimiter", draft.at()),
                    "'delimiter' of " + draft.what() + " must be one character, but it is '" + delimiter + "'.",
                    "Write for example 'delimiter: \";\"'.");
            delimiter = ",";
        }
        Map<String, String> types = new LinkedHashMap<>();
        config.mapping("column_types").forEach((column, type) -> {
            if (type instanceof String text) {
                types.put(column, text);
            } else {
                context.error(
                        config.placeOf("column_types", draft.at()),
                        "The type of column '" + column + "' of " + draft.what() + " must be a text, but it is "
                                + Values.describe(type) + ".",
                        "Put the type within quotes.");
            }
        });
        return new Node.SeedFormat(delimiter.charAt(0), types, config.texts("nulls"));
    }
}
