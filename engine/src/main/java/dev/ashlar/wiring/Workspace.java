package dev.ashlar.wiring;

import dev.ashlar.adapter.artifact.JsonArtifactStore;
import dev.ashlar.compile.parse.ParseInput;
import dev.ashlar.compile.parse.ParsedProject;
import dev.ashlar.compile.parse.ProjectParser;
import dev.ashlar.compile.render.DataTestCompiler;
import dev.ashlar.compile.render.ModelTask;
import dev.ashlar.compile.render.SqlCompiler;
import dev.ashlar.compile.render.UnitTestRenderer;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.SecretMask;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.graph.ProjectGraph;
import dev.ashlar.graph.Selection;
import dev.ashlar.graph.SelectionSpec;
import dev.ashlar.load.SeedFiles;
import dev.ashlar.load.SeedTask;
import dev.ashlar.load.SourceTask;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.Target;
import dev.ashlar.plan.CompiledNode;
import dev.ashlar.plan.LoadPlanner;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.Planners;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.RelationState.Adoption;
import dev.ashlar.plan.Shape;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.Statement.RawSql;
import dev.ashlar.port.ArtifactStore;
import dev.ashlar.port.NodeTask;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.RunRecords;
import dev.ashlar.port.TemplateScope.Level;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.AssumedGround;
import dev.ashlar.run.AssumedGround.Assumption;
import dev.ashlar.run.DryRun;
import dev.ashlar.run.FreshnessCheck;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.KeptTask;
import dev.ashlar.run.LiveGround;
import dev.ashlar.run.Publication;
import dev.ashlar.run.PublicationRecords;
import dev.ashlar.run.RetrySelection;
import dev.ashlar.run.RunOptions;
import dev.ashlar.run.RunPorts;
import dev.ashlar.run.RunRequest;
import dev.ashlar.run.Runner;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A project opened for one command. Each part is made when it is first asked for, so that a command pays only for what
 * it uses. For one thread, save what says otherwise.
 */
public final class Workspace implements AutoCloseable {
    private static final int RETRIES = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

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

    public SecretMask mask() {
        return opening.mask();
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

    Engines.Connected connected() {
        if (connected == null) {
            connected = Engines.open(
                    target(), profilesFile().getParent(), project().schemas().meta());
        }
        return connected;
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
        artifacts().writeManifest(project(), invocation(settings.command(), List.of()), compiled);
    }

    public void writeCompiled(Node node, String sql) {
        artifacts().writeCompiled(node.id(), node.header().location().file(), sql);
    }

    /** A command line that a user can copy: the same project, target and variables. */
    public String commandLine(String command, String... words) {
        List<String> line = new ArrayList<>(List.of("ashlar", command));
        option(line, "--project-dir", settings.projectDir());
        option(line, "--profiles-dir", settings.profilesDir());
        option(line, "--profile", settings.profile());
        option(line, "--target", settings.target());
        option(line, "--vars", settings.vars());
        for (String word : words) line.add(ShellWords.quoted(word));
        return String.join(" ", line);
    }

    private static void option(List<String> line, String flag, Optional<?> value) {
        value.ifPresent(given -> line.addAll(List.of(flag, ShellWords.quoted(given.toString()))));
    }

    /** How a run on this target behaves: threads and retries as the profile says. */
    public RunOptions options(RunOptions.Verb verb, Set<RunOptions.Flag> flags) {
        Object retries = target().options().get("retries");
        return new RunOptions(
                verb,
                target().threads(),
                flags,
                retries instanceof Number number ? number.intValue() : RETRIES,
                FIRST_PAUSE);
    }

    /** Runs the nodes; the caller shows the report. */
    public RunReport run(
            Invocation invocation,
            String selection,
            RunOptions options,
            SortedSet<NodeId> chosen,
            RunListener listener,
            Interruption interruption) {
        RunPorts ports = new RunPorts(
                warehouse(),
                connected().renderer(),
                records(),
                artifacts(),
                listener,
                tasks(Optional.of(RelationName.of(project().schemas().meta(), LoadPlanner.LEDGER))),
                new DataTestCompiler(compiler()),
                new UnitTestRenderer(compiler()),
                this::hook,
                InstantSource.system());
        RunRequest request = new RunRequest(
                invocation,
                selection,
                project(),
                graph(),
                chosen,
                Map.of(),
                artifacts().durations(),
                options);
        RunReport report = new Runner(ports).run(request, interruption);
        Map<NodeId, String> compiled = new HashMap<>();
        report.results().forEach(result -> {
            if (!result.compiledSql().isEmpty()) compiled.put(result.node(), result.compiledSql());
        });
        artifacts().writeManifest(project(), invocation, compiled);
        return report;
    }

    /** @param ledger of loaded files; empty where nothing was recorded yet */
    private NodeTask tasks(Optional<RelationName> ledger) {
        ModelTask models = new ModelTask(compiler(), new PurePlanning());
        SourceTask sources = new SourceTask(folder(), ledger, Clock.systemUTC());
        return new TaskByKind(models, new SeedTask(new SeedFiles(folder()), models::compile), sources);
    }

    private RawSql hook(Hook hook) {
        return new RawSql(compilation().hook(hook), hook.at());
    }

    /** Planners are pure functions; the compile stage takes them as an argument. */
    private static final class PurePlanning implements ModelTask.Planning {
        @Override
        public Plan begin(CompiledNode node, RelationState state, PlanContext context) {
            return Planners.begin(node, state, context);
        }

        @Override
        public Plan proceed(CompiledNode node, RelationState state, PlanContext context, Shape shape) {
            return Planners.proceed(node, state, context, shape);
        }
    }

    /** Hears what a run would do, in order. */
    public interface DryRunReader {
        void schemas(List<String> statements);

        void node(DryRun.Planned planned);
    }

    /** Plans without sending; with an assumption also without a connection. */
    public void dryRun(
            RunOptions options, SortedSet<NodeId> chosen, Optional<Assumption> assumption, DryRunReader reader) {
        Invocation invocation = invocation(settings.command(), List.of());
        if (assumption.isPresent()) {
            Engines.Offline offline = Engines.offline(target());
            RelationName markers = RelationName.of(project().schemas().meta(), "markers");
            AssumedGround ground = new AssumedGround(
                    assumption.get(), offline.engine(), invocation, markers, new LazySession(Workspace::notConnected));
            dryRun(
                    options,
                    chosen,
                    new DryRun(project(), graph(), tasks(Optional.empty()), offline.renderer(), ground),
                    reader);
            return;
        }
        Adoption adoption = options.has(RunOptions.Flag.ADOPT) ? Adoption.ALLOWED : Adoption.REFUSED;
        try (LiveGround ground = new LiveGround(warehouse(), records(), project(), chosen, invocation, adoption)) {
            NodeTask tasks = tasks(connected().records().findLoads());
            DryRun dry = new DryRun(project(), graph(), tasks, connected().renderer(), ground);
            dryRun(options, chosen, dry, reader);
        }
    }

    private static void dryRun(RunOptions options, SortedSet<NodeId> chosen, DryRun dry, DryRunReader reader) {
        reader.schemas(dry.schemas(chosen, options));
        dry.plan(chosen, options).forEach(reader::node);
    }

    private static WarehouseSession notConnected() {
        throw new DiagnosticException(Diagnostic.error(
                "The template asks the warehouse (run_query, adapter.columns), and --assume plans without one.",
                "Leave out --assume, so that it can be asked."));
    }

    /** @throws DiagnosticException when nothing of the node is kept that could be published */
    public Publication publication(Node node) {
        return Publication.of(node, records().readMarkers(), warehouse().identifierLimit());
    }

    /** Publishes what is kept, as part of the run that built it. This workspace must have that run's time. */
    public RunReport publish(Publication publication, List<String> arguments, RunListener listener) {
        Invocation publishing = invocation(settings.command(), arguments);
        Invocation original = records()
                .findInvocation(Optional.of(publication.kept().invocationId()))
                .map(RunRecords.PastInvocation::invocation)
                .orElse(publishing);
        ModelTask models = new ModelTask(compiler(), new PurePlanning());
        RunPorts ports = new RunPorts(
                warehouse(),
                connected().renderer(),
                new PublicationRecords(records(), publishing),
                artifacts(),
                listener,
                new KeptTask(models::compileAny, publication.kept()),
                new DataTestCompiler(compiler()),
                new UnitTestRenderer(compiler()),
                this::hook,
                InstantSource.system());
        Set<RunOptions.Flag> flags =
                original.arguments().contains("--full-refresh") ? Set.of(RunOptions.Flag.FULL_REFRESH) : Set.of();
        RunRequest request = new RunRequest(
                original,
                publication.node().name(),
                project(),
                graph(),
                new TreeSet<>(Set.of(publication.node().id())),
                Map.of(),
                Map.of(),
                options(publication.verb(), flags));
        return new Runner(ports).run(request, new Interruption());
    }

    /**
     * What of an earlier run is still to do, by the journal under {@code target/}. It may hold only the end of the run's
     * story (a publication, after other runs); the rest stands in the warehouse's records.
     */
    public SortedSet<NodeId> undone(SortedSet<NodeId> selected, RunOptions.Verb verb, ArtifactStore.Journal journal) {
        Map<NodeId, String> statuses = new HashMap<>();
        records()
                .findInvocation(Optional.of(journal.invocation().id()))
                .ifPresent(recorded -> statuses.putAll(recorded.statuses()));
        statuses.putAll(journal.statuses());
        return RetrySelection.of(
                project(), graph(), selected, verb, new ArtifactStore.Journal(journal.invocation(), statuses));
    }

    /** What of an earlier run is still to do, by the warehouse's records. */
    public SortedSet<NodeId> undone(SortedSet<NodeId> selected, RunOptions.Verb verb, RunRecords.PastInvocation past) {
        return RetrySelection.of(
                project(),
                graph(),
                selected,
                verb,
                past,
                records().readMarkers().values());
    }

    /** Judges the age of sources and writes {@code sources.json}. */
    public FreshnessCheck.Found freshness(SortedSet<NodeId> selected, List<String> arguments) {
        Invocation invocation = invocation(settings.command(), arguments);
        FreshnessCheck check = new FreshnessCheck(warehouse(), new RunListener() {}, InstantSource.system());
        FreshnessCheck.Found found = check.check(project(), selected, invocation, new Interruption());
        artifacts().writeSources(project(), found.report(), found.rows());
        return found;
    }

    /** The SQL that a macro writes. */
    public String renderOperation(String macro, String arguments) {
        return compilation().operation(macro, Opening.yamlMap("--args", arguments, opening.source()));
    }

    /** Sends SQL as it stands, in a transaction of its own. */
    public void send(String sql) {
        try (WarehouseSession session = warehouse().open()) {
            session.run(new Statement.Begin());
            session.runText(sql);
            session.run(new Statement.Commit());
        }
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
