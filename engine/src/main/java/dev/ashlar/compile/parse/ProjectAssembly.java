package dev.ashlar.compile.parse;

import dev.ashlar.compile.config.ResolvedConfig;
import dev.ashlar.compile.properties.Declarations;
import dev.ashlar.compile.properties.Declarations.Properties;
import dev.ashlar.compile.properties.Declarations.TestUse;
import dev.ashlar.compile.read.ProjectFile.LayerDeclaration;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.graph.CycleReport;
import dev.ashlar.graph.GroupOrderReport;
import dev.ashlar.graph.ProjectGraph;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.Layer;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.Project.DocBlock;
import dev.ashlar.manifest.Project.Group;
import dev.ashlar.manifest.Project.MacroDefinition;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.Tree;
import dev.ashlar.port.ModelTemplates.Macro;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts the project together: drafts of everything first, so that references can be resolved, then the nodes. */
final class ProjectAssembly {
    private final ParseContext context;
    private final ProjectFiles files;
    private final Declarations declarations;
    private final List<DocBlock> docs;
    private final Map<String, Tree> selectors;
    private final Deprecations deprecations;
    private final NodeIndex index;
    private final Edges edges;
    private final BuildParts parts;
    private final GroupMembers groupMembers;
    private final TreeMap<NodeId, Node> enabled = new TreeMap<>();
    private final TreeMap<NodeId, Node> disabled = new TreeMap<>();

    ProjectAssembly(
            ParseContext context,
            ProjectFiles files,
            Declarations declarations,
            List<DocBlock> docs,
            Map<String, Tree> selectors) {
        this.context = context;
        this.files = files;
        this.declarations = declarations;
        this.docs = docs;
        this.selectors = selectors;
        this.index = new NodeIndex(context.project());
        this.deprecations = new Deprecations(context.world().runStartedAt(), context.diagnostics());
        this.edges = new Edges(context, index, new ReadingRules(context));
        this.parts = new BuildParts(context, edges);
        this.groupMembers = new GroupMembers(context.diagnostics());
    }

    /** @throws dev.ashlar.diagnostic.DiagnosticException with every error */
    Project assemble(TemplateReader reader) {
        List<String> paths = new ArrayList<>(files.models());
        paths.addAll(files.snapshots());
        paths.addAll(files.singularTests());
        paths.addAll(files.analyses());
        Map<String, TemplateReader.Read> templates = reader.read(paths);

        PropertiesIndex properties = new PropertiesIndex(declarations.nodes(), context.diagnostics());
        Drafts drafts = new Drafts(context, properties);
        List<Draft> readable = new ArrayList<>();
        readable.addAll(drafts.of(NodeKind.MODEL, templates, files.models()));
        readable.addAll(drafts.of(NodeKind.SNAPSHOT, templates, files.snapshots()));
        readable.addAll(drafts.seeds(files.seeds()));
        List<Draft> tests = drafts.of(NodeKind.DATA_TEST, templates, files.singularTests());
        List<Draft> analyses = drafts.of(NodeKind.ANALYSIS, templates, files.analyses());
        properties.reportUnused();
        List<Group> groups = groups();
        checkGroups(readable, groups);

        readable.forEach(index::add);
        List<SourceNodes.Made> sources = new SourceNodes(context).of(declarations.sources(), parts);
        sources.forEach(made -> {
            index.add(made.node(), made.enabled());
            put(made.node(), made.enabled());
        });
        Materializations materializations = new Materializations(macroNames(), context.diagnostics());
        Histories histories = new Histories(context.diagnostics());
        for (Draft draft : readable) put(node(draft, materializations, histories), draft.isEnabled());
        tests(readable, sources, tests);
        for (Draft draft : analyses) {
            Node.Header header = Headers.of(
                    draft,
                    context,
                    edges.of(draft, List.of()),
                    context.macroIds().of(draft.facts()));
            put(new Node.Analysis(header, draft.template().orElseThrow()), draft.isEnabled());
        }
        OtherNodes others = new OtherNodes(context, edges, index);
        others.exposures(declarations.exposures()).forEach(made -> put(made.node(), made.enabled()));
        others.unitTests(declarations.unitTests()).forEach(made -> put(made.node(), made.enabled()));
        checkRelations();
        reportUnusedFolders();
        parts.layouts().reportIgnored();
        deprecations.report(enabled);
        context.diagnostics().throwIfErrors();
        Project project = project(groups);
        ProjectGraph graph = ProjectGraph.of(project);
        CycleReport.of(project, graph).ifPresent(context.diagnostics()::add);
        context.diagnostics().throwIfErrors();
        groupMembers.check(project);
        context.diagnostics().addAll(GroupOrderReport.of(project, graph));
        context.diagnostics().throwIfErrors();
        return project;
    }

    private void put(Node node, boolean isEnabled) {
        (isEnabled ? enabled : disabled).put(node.id(), node);
    }

    private Node node(Draft draft, Materializations materializations, Histories histories) {
        Node.Build build = parts.of(draft);
        Set<NodeId> dependsOn = new LinkedHashSet<>(edges.of(draft, hooks(build)));
        BuildParts.referenced(build).stream()
                .filter(id -> !id.equals(draft.id()))
                .forEach(dependsOn::add);
        Node.Header header = Headers.of(
                draft, context, new ArrayList<>(dependsOn), context.macroIds().of(draft.facts()));
        return switch (draft.kind()) {
            case MODEL -> {
                Node.Model model = model(draft, header, build, materializations);
                groupMembers.check(draft, model);
                yield model;
            }
            case SNAPSHOT ->
                new Node.Snapshot(
                        header, build, histories.of(draft), draft.template().orElseThrow());
            case SEED -> new Node.Seed(header, build, draft.at().file(), parts.seedFormat(draft));
            case SOURCE, DATA_TEST, UNIT_TEST, ANALYSIS, EXPOSURE, OPERATION ->
                throw new IllegalStateException("Nothing reads a " + draft.kind());
        };
    }

    private static List<Hook> hooks(Node.Build build) {
        List<Hook> hooks = new ArrayList<>(build.preHooks());
        hooks.addAll(build.postHooks());
        return hooks;
    }

    private Node.Model model(Draft draft, Node.Header header, Node.Build build, Materializations materializations) {
        ResolvedConfig config = draft.config();
        return new Node.Model(
                header,
                draft.layer().map(LayerDeclaration::name).orElse(""),
                build,
                materializations.of(draft),
                draft.template().orElseThrow(),
                config.text("access")
                        .map(word -> Node.Access.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Node.Access.PROTECTED),
                config.text("group"),
                draft.version(),
                config.text("expires"),
                deprecations.of(draft));
    }

    private void tests(List<Draft> readable, List<SourceNodes.Made> sources, List<Draft> singular) {
        TestNodes tests = new TestNodes(context, edges);
        TestNodes.Result result = new TestNodes.Result(new ArrayList<>(), new ArrayList<>());
        for (Draft draft : readable) {
            if (!draft.isEnabled()) continue;
            List<TestUse> uses = draft.versionProperties()
                    .flatMap(version -> version.tests())
                    .or(() -> draft.properties().map(Properties::tests))
                    .orElse(List.of());
            String named =
                    draft.name() + draft.version().map(v -> "_v" + v.version()).orElse("");
            tests.add(
                    new TestNodes.Tested(
                            draft.id(),
                            named,
                            "",
                            draft.what(),
                            draft.relation().orElseThrow()),
                    uses,
                    BuildParts.declared(draft),
                    result);
        }
        for (SourceNodes.Made made : sources) {
            if (!made.enabled()) continue;
            Node.Source source = made.node();
            String named = source.sourceName() + "_" + source.name();
            tests.add(
                    new TestNodes.Tested(source.id(), named, "source_", "source '" + named + "'", source.relation()),
                    made.table().tests(),
                    made.table().columns(),
                    result);
        }
        result.enabled().forEach(test -> put(test, true));
        result.disabled().forEach(test -> put(test, false));
        for (Draft draft : singular) put(tests.singular(draft, this::relation), draft.isEnabled());
    }

    private Optional<RelationName> relation(NodeId id) {
        return Optional.ofNullable(enabled.get(id)).flatMap(Node::findRelation);
    }

    private Set<String> macroNames() {
        return context.templates().macros().stream().map(Macro::name).collect(Collectors.toSet());
    }

    private List<Group> groups() {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (Declarations.GroupProperties each : declarations.groups()) {
            if (groups.put(each.group().name(), each.group()) != null) {
                context.error(
                        each.at(),
                        "Group '" + each.group().name() + "' is declared a second time.",
                        "Keep one of them.");
            }
        }
        return List.copyOf(groups.values());
    }

    private void checkGroups(List<Draft> drafts, List<Group> groups) {
        List<String> names = groups.stream().map(Group::name).toList();
        for (Draft draft : drafts) {
            draft.config().text("group").filter(name -> !names.contains(name)).ifPresent(name -> {
                String near = NearestName.didYouMean(name, names);
                context.error(
                        draft.config().placeOf("group", draft.at()),
                        "There is no group '" + name + "', which " + draft.what() + " names.",
                        near.isEmpty() ? "Declare it below 'groups:' in a properties file." : near);
            });
        }
    }

    /** Two nodes with one relation would overwrite each other. Names that differ in case only are one on most engines. */
    private void checkRelations() {
        Map<String, Node> owners = new HashMap<>();
        for (Node node : enabled.values()) {
            boolean written = node instanceof Node.Model
                    || node instanceof Node.Seed
                    || node instanceof Node.Snapshot
                    || (node instanceof Node.Source source && source.external().isPresent());
            Optional<RelationName> relation = node.findRelation();
            if (!written || relation.isEmpty()) continue;
            Node other = owners.putIfAbsent(relation.get().plain().toLowerCase(Locale.ROOT), node);
            if (other == null) continue;
            context.error(
                    node.header().location(),
                    "'" + node.id() + "' and '" + other.id() + "' ("
                            + other.header().location() + ") would both stand at "
                            + relation.get().plain() + ".",
                    node instanceof Node.Source
                            ? "Give one another 'identifier' or 'schema'."
                            : "Give one another 'alias' or 'schema'.");
        }
    }

    private void reportUnusedFolders() {
        context.folders().forEach((kind, configs) -> {
            List<List<String>> fqns = new ArrayList<>();
            for (Node node : enabled.values())
                if (node.id().kind() == kind) fqns.add(node.header().fqn());
            configs.reportUnused(fqns);
        });
    }

    private Project project(List<Group> groups) {
        return new Project(
                context.project(),
                context.file().version(),
                layers(),
                enabled,
                disabled,
                macros(),
                docs,
                groups,
                context.world().vars(),
                context.file().onRunStart(),
                context.file().onRunEnd(),
                selectors,
                new Project.Schemas(context.naming().meta()));
    }

    private List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        for (LayerDeclaration each : context.file().layers()) {
            ResolvedConfig defaults = new ResolvedConfig()
                    .apply(context.blocks().read(each.config(), NodeKind.MODEL, "layer '" + each.name() + "'"));
            layers.add(new Layer(
                    each.name(),
                    layers.size(),
                    each.schema().orElse(each.name()),
                    each.reads(),
                    defaults.toNodeConfig(),
                    each.expiresAfterDays()));
        }
        return layers;
    }

    private List<MacroDefinition> macros() {
        Map<String, String> descriptions = new HashMap<>();
        declarations.macros().forEach(macro -> descriptions.put(macro.name(), macro.description()));
        List<MacroDefinition> macros = new ArrayList<>();
        for (Macro macro : context.templates().macros()) {
            macros.add(new MacroDefinition(
                    context.macroIds().of(macro),
                    macro.name(),
                    macro.packageName().isEmpty() ? context.project() : macro.packageName(),
                    macro.at().file(),
                    descriptions.getOrDefault(macro.name(), ""),
                    macro.arguments()));
        }
        return macros;
    }
}
