package dev.ashlar.compile.read;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Durations;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.Layer.Reads;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Tree;
import dev.ashlar.port.ProjectSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code ashlar.yml}. */
public final class ProjectFileReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final List<String> FOREIGN = List.of("sources", "seeds", "snapshots");
    private static final String FIXED_FOLDERS = "the folders of a project have fixed names";

    private final ProjectSource source;
    private final Diagnostics diagnostics;
    private final String engineVersion;

    /** @param engineVersion what {@code require_version} is compared with, for example {@code 0.1.0} */
    public ProjectFileReader(ProjectSource source, Diagnostics diagnostics, String engineVersion) {
        this.source = source;
        this.diagnostics = diagnostics;
        this.engineVersion = engineVersion;
    }

    /** @throws DiagnosticException when there is no such file, it is no YAML, or it has no usable name */
    public ProjectFile read() {
        if (source.find(ProjectFile.PATH).isEmpty()) {
            throw new DiagnosticException(Diagnostic.error(
                    "There is no ashlar.yml in the project folder.",
                    "Name the folder with --project-dir, or start a project with 'ashlar init'."));
        }
        Tree tree = source.parseYaml(ProjectFile.PATH, source.read(ProjectFile.PATH));
        Optional<Fields> fields = Fields.of(tree, "the project file", diagnostics);
        Optional<ProjectFile> file = fields.flatMap(this::read);
        if (file.isEmpty()) {
            diagnostics.throwIfErrors();
            throw new IllegalStateException("A project file was refused without a reason");
        }
        return file.get();
    }

    private Optional<ProjectFile> read(Fields fields) {
        Optional<String> name = fields.required("name").filter(text -> isName(text, fields.placeOf("name")));
        String version = fields.word("version").orElse("");
        Optional<String> profile = fields.text("profile");
        fields.text("require_version").ifPresent(text -> requireVersion(text, fields.placeOf("require_version")));
        List<ProjectFile.LayerDeclaration> layers = layers(fields);
        Map<NodeKind, Tree.Mapping> configs = new EnumMap<>(NodeKind.class);
        Reads snapshotReads = snapshots(fields, layers, configs);
        config(fields, "models", NodeKind.MODEL, configs);
        config(fields, "seeds", NodeKind.SEED, configs);
        config(fields, "sources", NodeKind.SOURCE, configs);
        config(fields, "data_tests", NodeKind.DATA_TEST, configs);
        config(fields, "tests", NodeKind.DATA_TEST, configs);
        config(fields, "unit_tests", NodeKind.UNIT_TEST, configs);
        config(fields, "exposures", NodeKind.EXPOSURE, configs);
        config(fields, "analyses", NodeKind.ANALYSIS, configs);
        Map<String, Tree> vars = vars(fields, name.orElse(""));
        List<Hook> start = hooks(fields, "on_run_start");
        List<Hook> end = hooks(fields, "on_run_end");
        refuseForeignKeys(fields);
        fields.done();
        return name.map(n -> new ProjectFile(
                n, version, profile.orElse(n), layers, snapshotReads, configs, vars, start, end, fields.at()));
    }

    private boolean isName(String text, SourceLocation at) {
        if (NAME.matcher(text).matches()) return true;
        diagnostics.error(
                at,
                "A project cannot be called '" + text + "'.",
                "Use letters, digits and underscores, and start with a letter.");
        return false;
    }

    private void requireVersion(String wanted, SourceLocation at) {
        Optional<Boolean> met = VersionRange.contains(wanted, engineVersion);
        if (met.isEmpty()) {
            diagnostics.error(
                    at,
                    "'require_version' cannot be read: '" + wanted + "'.",
                    "Write for example \">=0.1\" or \">=0.1,<1.0\".");
        } else if (!met.get()) {
            diagnostics.error(
                    at,
                    "The project wants Ashlar " + wanted + ", but this is " + engineVersion + ".",
                    "Install a version that fits, or change 'require_version'.");
        }
    }

    private List<ProjectFile.LayerDeclaration> layers(Fields fields) {
        Optional<Tree.Mapping> block = fields.mapping("layers");
        if (block.isEmpty()) return List.of();
        Set<String> names = new HashSet<>(FOREIGN);
        block.get().entries().forEach(entry -> names.add(entry.key()));
        List<ProjectFile.LayerDeclaration> layers = new ArrayList<>();
        for (Tree.Entry entry : block.get().entries()) {
            if (FOREIGN.contains(entry.key())) {
                diagnostics.error(
                        entry.keyAt(),
                        "A layer cannot be called '" + entry.key() + "': the word has a meaning under 'reads'.",
                        "Choose another name.");
            }
            layers.add(layer(entry, names));
        }
        return layers;
    }

    private ProjectFile.LayerDeclaration layer(Tree.Entry entry, Set<String> names) {
        String what = "layer '" + entry.key() + "'";
        Tree value = entry.value() instanceof Tree.Scalar scalar && scalar.value() == null
                ? new Tree.Mapping(List.of(), scalar.at())
                : entry.value();
        Optional<Fields> found = Fields.of(value, what, diagnostics);
        if (found.isEmpty()) {
            return new ProjectFile.LayerDeclaration(
                    entry.key(), Optional.empty(), new Reads.Everything(), Optional.empty(), List.of(), entry.keyAt());
        }
        Fields fields = found.get();
        Optional<String> schema = fields.text("schema");
        Reads reads = reads(fields, names);
        Optional<Integer> days =
                fields.text("expires_after").flatMap(text -> days(text, fields.placeOf("expires_after")));
        return new ProjectFile.LayerDeclaration(entry.key(), schema, reads, days, fields.rest(), entry.keyAt());
    }

    private Reads reads(Fields fields, Set<String> names) {
        List<String> said = fields.texts("reads");
        if (said.isEmpty() && !(fields.has("reads") && fields.tree("reads").isPresent())) return new Reads.Everything();
        if (said.equals(List.of("all"))) return new Reads.Everything();
        for (String name : said) {
            if (names.contains(name)) continue;
            String near = NearestName.didYouMean(name, names);
            diagnostics.error(
                    fields.placeOf("reads"),
                    "'reads' of " + fields.what() + " names '" + name + "', which is no layer.",
                    near.isEmpty() ? "Name layers, or sources, seeds, snapshots, or all." : near);
        }
        return new Reads.Only(said);
    }

    private Optional<Integer> days(String text, SourceLocation at) {
        Optional<Integer> days = Durations.find(text)
                .map(duration -> Math.toIntExact(duration.toDays()))
                .filter(n -> n > 0);
        if (days.isEmpty()) {
            diagnostics.error(
                    at,
                    "'expires_after' must be a number of days, but it is '" + text + "'.",
                    "Write for example '30 days'.");
        }
        return days;
    }

    private Reads snapshots(
            Fields fields, List<ProjectFile.LayerDeclaration> layers, Map<NodeKind, Tree.Mapping> configs) {
        Optional<Tree.Mapping> block = fields.mapping("snapshots");
        if (block.isEmpty()) return new Reads.Everything();
        Set<String> names = new HashSet<>(FOREIGN);
        layers.forEach(layer -> names.add(layer.name()));
        Fields below = new Fields(block.get(), "the block 'snapshots'", diagnostics);
        Reads reads = reads(below, names);
        configs.put(
                NodeKind.SNAPSHOT, new Tree.Mapping(below.rest(), block.get().at()));
        return reads;
    }

    private void config(Fields fields, String key, NodeKind kind, Map<NodeKind, Tree.Mapping> configs) {
        fields.mapping(key).ifPresent(block -> {
            Tree.Mapping before = configs.put(kind, block);
            if (before != null) {
                diagnostics.error(
                        fields.keyPlaceOf(key),
                        "'tests' and 'data_tests' are the same block, and both are here.",
                        "Keep 'data_tests'.");
            }
        });
    }

    private Map<String, Tree> vars(Fields fields, String project) {
        Map<String, Tree> vars = new LinkedHashMap<>();
        Map<String, Tree> own = new LinkedHashMap<>();
        fields.mapping("vars").ifPresent(block -> {
            for (Tree.Entry entry : block.entries()) {
                if (entry.key().equals(project) && entry.value() instanceof Tree.Mapping scoped) {
                    scoped.entries().forEach(e -> own.put(e.key(), e.value()));
                } else {
                    vars.put(entry.key(), entry.value());
                }
            }
        });
        vars.putAll(own);
        return vars;
    }

    private List<Hook> hooks(Fields fields, String key) {
        Optional<Tree> tree = fields.tree(key).or(() -> fields.tree(key.replace('_', '-')));
        return tree.map(found -> new HookReader(diagnostics).read(found, "'" + key + "'"))
                .orElse(List.of());
    }

    private static void refuseForeignKeys(Fields fields) {
        for (String kind :
                List.of("model", "seed", "test", "snapshot", "analysis", "macro", "docs", "asset", "function")) {
            fields.refuse(kind + "-paths", FIXED_FOLDERS, "Take it out.");
        }
        fields.refuse("config-version", "there is one version of this file", "Take it out.")
                .refuse("require-dbt-version", "this is Ashlar", "Write 'require_version'.")
                .refuse("target-path", "artifacts go to target/", "Give --target-path on the command line.")
                .refuse("log-path", "logs go to target/logs/", "Give --log-path on the command line.")
                .refuse("clean-targets", "'clean' empties target/ and nothing else", "Take it out.")
                .refuse("packages-install-path", "there are no packages to install", "Take it out.")
                .refuse("query-comment", "statements are sent as they are", "Take it out.")
                .refuse("dispatch", "a macro <adapter>__<name> is found by its name", "Take it out.")
                .refuse("quoting", "names are always quoted", "Take it out.")
                .refuse("flags", "flags belong to the command", "Give them on the command line, or as ASHLAR_<FLAG>.")
                .refuse("restrict-access", "there are no other projects to restrict", "Take it out.")
                .refuse("dbt-cloud", "this is Ashlar", "Take it out.")
                .refuse("metrics", "there is no semantic layer", "Take it out.")
                .refuse("semantic-models", "there is no semantic layer", "Take it out.")
                .refuse("saved-queries", "there is no semantic layer", "Take it out.");
    }
}
