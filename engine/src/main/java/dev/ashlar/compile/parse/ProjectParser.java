package dev.ashlar.compile.parse;

import dev.ashlar.compile.TemplateWorld;
import dev.ashlar.compile.config.ConfigReader;
import dev.ashlar.compile.properties.ConfigBlocks;
import dev.ashlar.compile.properties.Declarations;
import dev.ashlar.compile.properties.FixtureFiles;
import dev.ashlar.compile.properties.PropertiesReader;
import dev.ashlar.compile.read.DocBlocks;
import dev.ashlar.compile.read.PlainScope;
import dev.ashlar.compile.read.Texts;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project.DocBlock;
import dev.ashlar.manifest.Tree;
import dev.ashlar.port.ModelTemplates;
import dev.ashlar.port.ParseCache;
import dev.ashlar.port.ProjectSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the files of a project to a checked project. Everything that is wrong is collected before it gives up. */
public final class ProjectParser {
    private final ProjectSource source;
    private final ModelTemplates templates;
    private final ParseCache cache;
    private final Diagnostics diagnostics;

    public ProjectParser(ProjectSource source, ModelTemplates templates, ParseCache cache, Diagnostics diagnostics) {
        this.source = source;
        this.templates = templates;
        this.cache = cache;
        this.diagnostics = diagnostics;
    }

    /** @throws DiagnosticException with every error; warnings and notes are left in the diagnostics */
    public ParsedProject parse(ParseInput input) {
        ProjectFiles files = ProjectFiles.of(source);
        if (files.models().isEmpty()
                && files.seeds().isEmpty()
                && files.properties().isEmpty()) {
            diagnostics.warning(
                    SourceLocation.ofFile("ashlar.yml"),
                    "The project has nothing to build yet.",
                    "Write a SELECT into models/<layer>/<name>.sql.");
        }
        for (String path : files.unread()) {
            diagnostics.warning(
                    SourceLocation.ofFile(path),
                    "This file is not read.",
                    path.endsWith(".py")
                            ? "Models are SQL: write " + ProjectFiles.stem(path) + ".sql."
                            : "Write its ending in lower case.");
        }
        Map<String, Object> vars = vars(input);
        List<DocBlock> docs = docs(files.docs());
        Map<String, String> docTexts = new LinkedHashMap<>();
        docs.forEach(doc -> docTexts.put(doc.name(), doc.text()));
        TemplateWorld world = new TemplateWorld(
                input.target(),
                vars,
                input.environment(),
                docTexts,
                input.invocationId(),
                input.runStartedAt(),
                input.messages());
        PlainScope scope = new PlainScope(
                input.target().type(), "a YAML file", vars, input.environment(), docTexts, world.targetFacts());
        ConfigBlocks blocks = new ConfigBlocks(
                new ConfigReader(input.schema(), diagnostics), new Texts(templates, scope, diagnostics));
        Declarations declarations = declarations(files.properties(), blocks);
        diagnostics.collecting(templates::macros);
        diagnostics.throwIfErrors();

        ParseContext context = new ParseContext(
                input.file(),
                world,
                templates,
                blocks,
                folderConfigs(input, blocks),
                input.overrides(),
                new RelationNaming(input.target(), templates, input.identifierLimit()),
                new MacroIds(templates.macros(), input.file().name()),
                diagnostics);
        TemplateReader reader =
                new TemplateReader(source, templates, world, new KeptTemplates(source, world, cache), diagnostics);
        ProjectAssembly assembly = new ProjectAssembly(context, files, declarations, docs, selectors());
        return new ParsedProject(assembly.assemble(reader), world);
    }

    private Map<String, Object> vars(ParseInput input) {
        Map<String, Object> vars = new LinkedHashMap<>();
        PlainScope scope =
                new PlainScope(input.target().type(), "vars", input.vars(), input.environment(), Map.of(), Map.of());
        Texts texts = new Texts(templates, scope, diagnostics);
        input.file().vars().forEach((name, tree) -> {
            if (!input.vars().containsKey(name)) vars.put(name, texts.value(tree));
        });
        vars.putAll(input.vars());
        return vars;
    }

    private List<DocBlock> docs(List<String> paths) {
        Map<String, DocBlock> found = new LinkedHashMap<>();
        for (String path : paths) {
            diagnostics.collecting(() -> {
                for (DocBlock block : DocBlocks.find(path, source.read(path), diagnostics)) {
                    DocBlock first = found.putIfAbsent(block.name(), block);
                    if (first == null) continue;
                    diagnostics.error(
                            SourceLocation.ofFile(path),
                            "Doc block '" + block.name() + "' is taken: " + first.file() + " has it too.",
                            "Rename one of them.");
                }
            });
        }
        return List.copyOf(found.values());
    }

    private Declarations declarations(List<String> paths, ConfigBlocks blocks) {
        PropertiesReader reader = new PropertiesReader(blocks, new FixtureFiles(source), diagnostics);
        KeptTrees trees = new KeptTrees(source, cache);
        List<Declarations> each = paths.parallelStream()
                .map(path -> {
                    try {
                        return reader.read(trees.parse(path, source.read(path)));
                    } catch (DiagnosticException e) {
                        diagnostics.addAll(e.diagnostics());
                        return Declarations.empty();
                    }
                })
                .toList();
        trees.store();
        Declarations all = Declarations.empty();
        each.forEach(all::addAll);
        return all;
    }

    private Map<NodeKind, FolderConfigs> folderConfigs(ParseInput input, ConfigBlocks blocks) {
        Map<NodeKind, FolderConfigs> configs = new EnumMap<>(NodeKind.class);
        input.file()
                .configs()
                .forEach((kind, block) -> configs.put(
                        kind,
                        new FolderConfigs(block, kind, blocks, input.file().name(), diagnostics)));
        return configs;
    }

    private Map<String, Tree> selectors() {
        Map<String, Tree> selectors = new LinkedHashMap<>();
        if (source.find(SelectorFile.PATH).isEmpty()) return selectors;
        diagnostics.collecting(() -> {
            Tree tree = source.parseYaml(SelectorFile.PATH, source.read(SelectorFile.PATH));
            selectors.putAll(SelectorFile.read(tree, diagnostics));
        });
        return selectors;
    }
}
