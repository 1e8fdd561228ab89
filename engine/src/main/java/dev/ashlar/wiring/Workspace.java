package dev.ashlar.wiring;

import dev.ashlar.adapter.artifact.JsonArtifactStore;
import dev.ashlar.compile.parse.ParseInput;
import dev.ashlar.compile.parse.ParsedProject;
import dev.ashlar.compile.parse.ProjectParser;
import dev.ashlar.compile.render.SqlCompiler;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.SecretMask;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.graph.ProjectGraph;
import dev.ashlar.graph.Selection;
import dev.ashlar.graph.SelectionSpec;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.Target;
import dev.ashlar.port.ArtifactStore;
import dev.ashlar.port.ConnectionChecks;
import dev.ashlar.port.RunLocks.Holder;
import dev.ashlar.port.RunRecords;
import dev.ashlar.port.TemplateScope.Level;
import dev.ashlar.port.Warehouse;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.Lineage;
import dev.ashlar.run.Leasing;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A project opened for one command. Each part is made when it is first asked for, so that a command pays only for what
 * it uses. For one thread, save what says otherwise.
 */
public final class Workspace implements AutoCloseable {
    private final Settings settings;
    private final Opening opening;
    private final Diagnostics warnings;
    private final Consumer<String> log;
    private final String invocationId = UUID.randomUUID().toString();
    private final Instant startedAt;
    private Parsed parsed;
    private Engines.Connected connected;
    private Compilation compilation;
    private ArtifactStore artifacts;
    private Project described;

    /** The project as read, and what follows from it. */
    private record Parsed(Project project, ProjectGraph graph, SqlCompiler compiler) {}

    private Workspace(Settings settings, Opening opening, Diagnostics warnings, Consumer<String> log) {
        this.settings = settings;
        this.log = log;
        this.opening = opening;
        this.warnings = warnings;
        this.startedAt = settings.runTime().map(RunTime::parse).orElseGet(Instant::now);
    }

    /**
     * Finds the project, reads its project file and the target in use. Nothing else is read yet.
     *
     * @param hide told of secrets as soon as they are known
     * @param log receives what templates log
     * @throws DiagnosticException with everything that is wrong
     */
    public static Workspace open(Settings settings, Consumer<SecretMask> hide, Consumer<String> log) {
        Diagnostics diagnostics = new Diagnostics();
        return new Workspace(settings, Opening.of(settings, Engine.VERSION, hide, diagnostics), diagnostics, log);
    }

    public Target target() {
        return opening.target();
    }

    public String projectName() {
        return opening.file().name();
    }

    /** The project's folder, absolute. */
    public Path folder() {
        return opening.folder().root();
    }

    public Path profilesFile() {
        return opening.folder().profiles();
    }

    /** Where {@code ~} leads. */
    Path home() {
        return Path.of(settings.environment().getOrDefault("HOME", System.getProperty("user.home")));
    }

    public SecretMask mask() {
        return opening.mask();
    }

    /**
     * Takes warnings, to be shown with the others.
     *
     * @throws DiagnosticException with the errors, if there are some among them
     */
    public void remark(List<Diagnostic> found) {
        warnings.addAll(found);
        warnings.throwIfErrors();
    }

    /** Warnings met since this was last asked. */
    public List<Diagnostic> takeRemarks() {
        return warnings.takeRemarks();
    }

    /** @throws DiagnosticException with every problem of the project */
    public Project project() {
        return parsed().project();
    }

    public ProjectGraph graph() {
        return parsed().graph();
    }

    SqlCompiler compiler() {
        return parsed().compiler();
    }

    private Parsed parsed() {
        if (parsed == null) parsed = parse();
        return parsed;
    }

    private Parsed parse() {
        ParseInput input = new ParseInput(
                opening.file(),
                target(),
                opening.vars(),
                opening.environment(),
                Map.of(),
                Engines.CONFIG_KEYS,
                Engines.identifierLimit(target()),
                invocationId,
                startedAt,
                this::said);
        ParsedProject parsed = new ProjectParser(
                        opening.source(), opening.templates(), ParseCaches.of(folder()), warnings)
                .parse(input);
        Project project = parsed.project();
        return new Parsed(
                project, ProjectGraph.of(project), new SqlCompiler(project, parsed.world(), opening.templates()));
    }

    private void said(Level level, String text, SourceLocation at) {
        switch (level) {
            case WARN -> warnings.warning(at, text, "");
            case LOG -> log.accept(text);
        }
    }

    /** Nodes that a command is about; a selector that matches nothing is a warning. */
    public SortedSet<NodeId> select(SelectionSpec spec) {
        Selection selection = Selection.select(project(), graph(), spec);
        warnings.addAll(selection.diagnostics());
        warnings.throwIfErrors();
        return selection.nodes();
    }

    /** @throws DiagnosticException when the engine cannot be reached */
    public Warehouse warehouse() {
        return connected().warehouse();
    }

    public RunRecords records() {
        return connected().records();
    }

    /** How a run of this process keeps others away; empty where the target says {@code run_lock: off}. */
    Optional<Leasing> leasing() {
        return LeaseSettings.of(target(), connected().locks(), holder(), settings.environment());
    }

    Holder holder() {
        return ThisProcess.holder(invocationId, settings.command(), settings.environment());
    }

    Engines.Connected connected() {
        if (connected == null) {
            connected = Engines.open(
                    target(), profilesFile().getParent(), project().schemas().meta(), invocationId);
        }
        return connected;
    }

    /** @throws DiagnosticException when the target says too little of its engine */
    ConnectionChecks checks() {
        return Engines.checks(target(), profilesFile().getParent());
    }

    /** @param schemas that will be written to; empty where only what is sent will tell */
    public Destination destination(SortedSet<String> schemas) {
        boolean shared =
                target().naming() == Target.SchemaNaming.PLAIN || target().protection() == Target.Protection.PROTECTED;
        boolean named = settings.target().isPresent();
        return new Destination(
                target(),
                checks().place(),
                schemas,
                shared || named ? Destination.Standing.CHOSEN : Destination.Standing.USUAL);
    }

    public ArtifactStore artifacts() {
        if (artifacts == null) {
            artifacts = new JsonArtifactStore(
                    folder(), targetFolder(), target().type(), Engine.VERSION, Clock.systemUTC(), mask()::apply);
        }
        return artifacts;
    }

    /** The folder of artifacts, absolute. */
    public Path targetFolder() {
        return settings.targetPath()
                .map(Path::toAbsolutePath)
                .orElse(folder().resolve("target"))
                .normalize();
    }

    public Path logFolder() {
        return settings.logPath()
                .map(Path::toAbsolutePath)
                .orElse(targetFolder().resolve("logs"))
                .normalize();
    }

    /** How a file or folder below the artifacts is called in messages: from where the user stands. */
    public String shown(String below) {
        return shown(targetFolder().resolve(below).normalize());
    }

    /** The same for any path. */
    public String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }

    /** This command as recorded. */
    public Invocation invocation(String command, List<String> arguments) {
        List<String> masked = arguments.stream().map(mask()::apply).toList();
        return new Invocation(
                invocationId, command, masked, opening.vars(), target().name(), startedAt, GitRevision.of(folder()));
    }

    /** @param compiled SQL of nodes that have been compiled */
    public void writeManifest(Map<NodeId, String> compiled) {
        writeManifest(compiled, Lineage.EMPTY);
    }

    /** @param lineage of the nodes whose columns have been looked at */
    public void writeManifest(Map<NodeId, String> compiled, Lineage lineage) {
        artifacts().writeManifest(describedProject(), invocation(settings.command(), List.of()), compiled, lineage);
    }

    /** Of the warehouse; empty where it is not to be asked. */
    void writeCatalog(Catalog catalog) {
        artifacts().writeCatalog(project(), invocation(settings.command(), List.of()), catalog);
    }

    /** The project with the descriptions that columns inherit; the same where no node has {@code inherit_docs: true}. */
    public Project describedProject() {
        if (described == null) described = lineages().described();
        return described;
    }

    public void writeCompiled(Node node, String sql) {
        artifacts().writeCompiled(node.id(), node.header().location().file(), sql);
    }

    String invocationId() {
        return invocationId;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** The verb that was typed. */
    String command() {
        return settings.command();
    }

    /** @throws DiagnosticException when the text is no YAML mapping */
    Map<String, Object> yamlMap(String flag, String text) {
        return Opening.yamlMap(flag, text, opening.source());
    }

    /** A command line that a user can copy: the same project, target and variables. */
    public String commandLine(String command, String... words) {
        return settings.commandLine(command, words);
    }

    public Runs runs() {
        return new Runs(this);
    }

    public DryRuns dryRuns() {
        return new DryRuns(this);
    }

    public PastRuns pastRuns() {
        return new PastRuns(this);
    }

    public Locks locks() {
        return new Locks(this);
    }

    /** Where runs are told of. */
    public OpenLineage openLineage() {
        return new OpenLineage(this, settings.environment());
    }

    public Lineages lineages() {
        return new Lineages(this);
    }

    public Loads loads() {
        return new Loads(this);
    }

    public DocsSites docs() {
        return new DocsSites(this);
    }

    public CleanUps cleanUps() {
        return new CleanUps(this);
    }

    public Operations operations() {
        return new Operations(this);
    }

    public Compilation compilation() {
        if (compilation == null) compilation = new Compilation(project(), compiler(), this::warehouse);
        return compilation;
    }

    @Override
    public void close() {
        if (compilation != null) compilation.close();
        if (connected != null) connected.close();
    }
}
