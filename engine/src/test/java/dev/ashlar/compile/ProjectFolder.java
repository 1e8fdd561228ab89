package dev.ashlar.compile;

import dev.ashlar.adapter.duckdb.DuckDbConfigSchema;
import dev.ashlar.adapter.freemarker.FreemarkerModelTemplates;
import dev.ashlar.adapter.freemarker.MacroFile;
import dev.ashlar.adapter.postgres.PostgresConfigSchema;
import dev.ashlar.adapter.redshift.RedshiftConfigSchema;
import dev.ashlar.adapter.yaml.FolderParseCache;
import dev.ashlar.adapter.yaml.FolderProjectSource;
import dev.ashlar.compile.config.EngineConfigKeys;
import dev.ashlar.compile.parse.ParseInput;
import dev.ashlar.compile.parse.ParsedProject;
import dev.ashlar.compile.parse.ProjectParser;
import dev.ashlar.compile.read.ProjectFileReader;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.manifest.ConfigSchema;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.Target;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.port.ParseCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project in a temporary folder, parsed as the commands do it. */
public final class ProjectFolder {
    private static final String NAME = "shop";
    private static final ConfigSchema SCHEMA = EngineConfigKeys.SCHEMA
            .and(DuckDbConfigSchema.SCHEMA)
            .and(PostgresConfigSchema.SCHEMA)
            .and(RedshiftConfigSchema.SCHEMA);

    private final Path root;
    private final Map<String, Object> vars = new LinkedHashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, Object> overrides = new LinkedHashMap<>();
    private Target.SchemaNaming naming = Target.SchemaNaming.PREFIXED;
    private int identifierLimit = 255;
    private ParseCache cache = ParseCache.NONE;
    private Diagnostics diagnostics = new Diagnostics();

    public ProjectFolder(Path root) {
        this.root = root;
    }

    /** With an {@code ashlar.yml} of a name and these lines. */
    public static ProjectFolder in(Path root, String... lines) {
        return new ProjectFolder(root).file("ashlar.yml", "name: " + NAME + "\n" + String.join("\n", lines) + "\n");
    }

    /** Longest name in bytes. */
    public ProjectFolder identifierLimit(int bytes) {
        identifierLimit = bytes;
        return this;
    }

    public ProjectFolder file(String path, String... lines) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, String.join("\n", lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public ProjectFolder bytes(String path, byte[] content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public ProjectFolder var(String name, Object value) {
        vars.put(name, value);
        return this;
    }

    public ProjectFolder env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public ProjectFolder flag(String key, Object value) {
        overrides.put(key, value);
        return this;
    }

    public ProjectFolder plainSchemas() {
        naming = Target.SchemaNaming.PLAIN;
        return this;
    }

    /** From now on what a parse found out is kept in {@code .ashlar/} of the folder. */
    public ProjectFolder cached() {
        return cached(new FolderParseCache(root.resolve(".ashlar/parse"), "0.1.0"));
    }

    public ProjectFolder cached(ParseCache other) {
        cache = other;
        return this;
    }

    public Path root() {
        return root;
    }

    public FolderProjectSource source() {
        return new FolderProjectSource(root);
    }

    public FreemarkerModelTemplates templates() {
        FolderProjectSource source = source();
        return new FreemarkerModelTemplates(() -> macroFiles(source), Duration.ofSeconds(10));
    }

    private static List<MacroFile> macroFiles(FolderProjectSource source) {
        List<MacroFile> files = new ArrayList<>();
        for (String folder : List.of("macros", "tests/generic")) {
            source.files(folder).stream()
                    .filter(file -> file.path().endsWith(".ftl"))
                    .forEach(file ->
                            files.add(MacroFile.ofProject(TemplateText.ofFile(file.path(), source.read(file.path())))));
        }
        return files;
    }

    public Target target() {
        return new Target(NAME, "dev", "duckdb", "dev", naming, Target.Protection.OPEN, 4, Map.of());
    }

    public ParsedProject parseWhole() {
        diagnostics = new Diagnostics();
        FolderProjectSource source = source();
        ParseInput input = new ParseInput(
                new ProjectFileReader(source, diagnostics, "0.1.0").read(),
                target(),
                vars,
                name -> Optional.ofNullable(environment.get(name)),
                overrides,
                SCHEMA,
                identifierLimit,
                "invocation",
                Instant.parse("2026-01-02T03:04:05Z"),
                (level, text, at) -> {});
        return new ProjectParser(source, templates(), cache, diagnostics).parse(input);
    }

    public Project parse() {
        return parseWhole().project();
    }

    /** Every error as the user sees it; empty when there is none. */
    public List<String> errors() {
        try {
            parse();
            return List.of();
        } catch (DiagnosticException e) {
            return e.diagnostics().stream().map(ProjectFolder::firstLine).toList();
        }
    }

    /** Warnings and notes of the last parse. */
    public List<String> warnings() {
        return diagnostics.warnings().stream().map(ProjectFolder::firstLine).toList();
    }

    public List<String> notes() {
        return diagnostics.notes().stream().map(ProjectFolder::firstLine).toList();
    }

    private static String firstLine(Diagnostic diagnostic) {
        return diagnostic.text().lines().findFirst().orElse("");
    }

    /** The enabled node of that name, or of that id. */
    public static Node node(Project project, String name) {
        return project.nodes().values().stream()
                .filter(node -> node.name().equals(name) || node.id().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "No node " + name + " among " + project.nodes().keySet()));
    }

    public static Node.Model model(Project project, String name) {
        return (Node.Model) node(project, name);
    }
}
