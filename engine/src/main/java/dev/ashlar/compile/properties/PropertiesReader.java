package dev.ashlar.compile.properties;

import dev.ashlar.compile.config.Setting;
import dev.ashlar.compile.properties.Declarations.GroupProperties;
import dev.ashlar.compile.properties.Declarations.MacroProperties;
import dev.ashlar.compile.properties.Declarations.Properties;
import dev.ashlar.compile.properties.Declarations.VersionProperties;
import dev.ashlar.compile.read.Fields;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project.Group;
import dev.ashlar.manifest.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a properties file. Safe for several threads. */
public final class PropertiesReader {
    private static final String NO_SEMANTICS = "there is no semantic layer";

    private final ConfigBlocks configs;
    private final TestUses tests;
    private final ColumnReader columns;
    private final SourceReader sources;
    private final ExposureReader exposures;
    private final UnitTestReader unitTests;
    private final Diagnostics diagnostics;

    public PropertiesReader(ConfigBlocks configs, FixtureFiles fixtures, Diagnostics diagnostics) {
        this.configs = configs;
        this.diagnostics = diagnostics;
        this.tests = new TestUses(configs, diagnostics);
        this.columns = new ColumnReader(configs, tests, diagnostics);
        this.sources = new SourceReader(configs, columns, tests, diagnostics);
        this.exposures = new ExposureReader(configs, columns, diagnostics);
        this.unitTests = new UnitTestReader(configs, columns, fixtures, diagnostics);
    }

    public Declarations read(Tree tree) {
        Declarations found = Declarations.empty();
        Optional<Fields> file = Fields.of(tree, "the file", diagnostics);
        if (file.isEmpty()) return found;
        Fields fields = file.get();
        version(fields);
        nodes(fields, "models", NodeKind.MODEL, "model", found);
        nodes(fields, "seeds", NodeKind.SEED, "seed", found);
        nodes(fields, "snapshots", NodeKind.SNAPSHOT, "snapshot", found);
        nodes(fields, "analyses", NodeKind.ANALYSIS, "analysis", found);
        nodes(fields, "data_tests", NodeKind.DATA_TEST, "test", found);
        nodes(fields, "tests", NodeKind.DATA_TEST, "test", found);
        for (Tree item : fields.items("sources")) sources.read(item).ifPresent(found.sources()::add);
        for (Tree item : fields.items("exposures")) exposures.read(item).ifPresent(found.exposures()::add);
        for (Tree item : fields.items("unit_tests")) unitTests.read(item).ifPresent(found.unitTests()::add);
        for (Tree item : fields.items("groups")) group(item).ifPresent(found.groups()::add);
        for (Tree item : fields.items("macros")) macro(item).ifPresent(found.macros()::add);
        fields.tree("anchors");
        for (String key : List.of("semantic_models", "metrics", "saved_queries")) {
            fields.refuse(key, NO_SEMANTICS, "Take it out.");
        }
        fields.refuse("functions", "functions of the warehouse are not managed", "Create them in a hook.");
        fields.done();
        return found;
    }

    private void version(Fields fields) {
        if (!fields.has("version") || !fields.tree("version").isPresent()) return;
        if (fields.word("version").filter(Set.of("2", "2.0")::contains).isEmpty()) {
            diagnostics.error(
                    fields.placeOf("version"),
                    "The version of a properties file is 2, but this says "
                            + fields.word("version").orElse("nothing") + ".",
                    "Write 'version: 2', or take the line out.");
        }
    }

    private void nodes(Fields fields, String key, NodeKind kind, String word, Declarations found) {
        for (Tree item : fields.items(key)) {
            Optional<String> name =
                    Fields.of(item, "an entry of '" + key + "'", diagnostics).flatMap(f -> f.required("name"));
            if (name.isEmpty()) continue;
            Fields own = new Fields((Tree.Mapping) item, word + " '" + name.get() + "'", diagnostics);
            found.nodes().add(node(own, kind, name.get()));
        }
    }

    private Properties node(Fields fields, NodeKind kind, String name) {
        fields.text("name");
        String description = columns.description(fields);
        List<Setting> config = configs.of(fields, kind);
        boolean built = kind == NodeKind.MODEL || kind == NodeKind.SEED || kind == NodeKind.SNAPSHOT;
        boolean model = kind == NodeKind.MODEL;
        List<Declarations.ColumnProperties> found =
                built || kind == NodeKind.ANALYSIS ? columns.columns(fields) : List.of();
        List<Declarations.TestUse> uses = built ? tests.of(fields) : List.of();
        List<Declarations.ConstraintProperties> constraints =
                model ? columns.constraints(fields, Optional.empty()) : List.of();
        Optional<String> latest = model ? fields.word("latest_version") : Optional.empty();
        List<VersionProperties> versions = model ? versions(fields) : List.of();
        Optional<Declarations.Written> deprecation = model ? deprecation(fields) : Optional.empty();
        if (model) {
            fields.refuse("time_spine", NO_SEMANTICS, "Take it out.")
                    .refuse("primary_entity", NO_SEMANTICS, "Take it out.")
                    .refuse("semantic_model", NO_SEMANTICS, "Take it out.");
        }
        fields.refuse("relation", "a snapshot is a file with a SELECT", "Write it in snapshots/" + name + ".sql.");
        configs.done(fields, kind);
        return new Properties(
                kind, name, fields.at(), description, config, found, uses, constraints, latest, deprecation, versions);
    }

    private List<VersionProperties> versions(Fields model) {
        List<VersionProperties> versions = new ArrayList<>();
        Map<String, SourceLocation> seen = new HashMap<>();
        for (Fields fields : model.itemFields("versions", "a version of " + model.what())) {
            Optional<String> version = fields.word("v");
            Optional<String> definedIn = fields.text("defined_in");
            Optional<String> description =
                    fields.has("description") ? Optional.of(columns.description(fields)) : Optional.empty();
            List<Setting> config = configs.of(fields, NodeKind.MODEL);
            Optional<List<Declarations.TestUse>> uses =
                    fields.has("tests") || fields.has("data_tests") ? Optional.of(tests.of(fields)) : Optional.empty();
            Optional<List<Declarations.ColumnProperties>> own = fields.has("columns")
                    ? Optional.of(VersionColumns.of(fields, model, columns, diagnostics))
                    : Optional.empty();
            Optional<List<Declarations.ConstraintProperties>> promised = fields.has("constraints")
                    ? Optional.of(columns.constraints(fields, Optional.empty()))
                    : Optional.empty();
            Optional<Declarations.Written> deprecation = deprecation(fields);
            configs.done(fields, NodeKind.MODEL);
            if (version.isEmpty()) {
                diagnostics.error(fields.at(), "A version of " + model.what() + " lacks 'v'.", "Add 'v: 1'.");
            } else if (seen.putIfAbsent(version.get(), fields.at()) != null) {
                diagnostics.error(
                        fields.at(),
                        "Version " + version.get() + " of " + model.what() + " is declared a second time.",
                        "Keep one of them.");
            } else {
                versions.add(new VersionProperties(
                        version.get(), definedIn, fields.at(), description, config, own, uses, promised, deprecation));
            }
        }
        return versions;
    }

    private static Optional<Declarations.Written> deprecation(Fields fields) {
        return fields.word("deprecation_date")
                .map(text -> new Declarations.Written(text, fields.placeOf("deprecation_date")));
    }

    private Optional<GroupProperties> group(Tree item) {
        Optional<Fields> found = Fields.of(item, "a group", diagnostics);
        Optional<String> name = found.flatMap(fields -> fields.required("name"));
        if (name.isEmpty()) return Optional.empty();
        Fields fields = found.get();
        Optional<Fields> owner = fields.fields("owner", "the owner of group '" + name.get() + "'");
        String ownerName = owner.flatMap(o -> o.text("name")).orElse("");
        String email = owner.map(o -> String.join(", ", o.texts("email"))).orElse("");
        if (owner.isEmpty() || (ownerName.isEmpty() && email.isEmpty())) {
            diagnostics.error(
                    fields.at(),
                    "Group '" + name.get() + "' has no owner.",
                    "Add 'owner: {name: ..., email: ...}'; one of the two will do.");
        }
        fields.tree("description");
        fields.tree("config");
        fields.done();
        return Optional.of(new GroupProperties(new Group(name.get(), ownerName, email), fields.at()));
    }

    private Optional<MacroProperties> macro(Tree item) {
        Optional<Fields> found = Fields.of(item, "a macro", diagnostics);
        Optional<String> name = found.flatMap(fields -> fields.required("name"));
        if (name.isEmpty()) return Optional.empty();
        Fields fields = found.get();
        String description = columns.description(fields);
        for (String key : List.of("arguments", "docs", "meta", "config")) fields.tree(key);
        fields.done();
        return Optional.of(new MacroProperties(name.get(), fields.at(), description));
    }
}
