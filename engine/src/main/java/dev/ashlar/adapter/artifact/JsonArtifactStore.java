package dev.ashlar.adapter.artifact;

import dev.ashlar.adapter.artifact.AtomicFile.Durability;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.port.ArtifactStore;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.Lineage;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.PastRun;
import dev.ashlar.report.RunReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Artifacts as JSON files in dbt's formats. Safe for several threads. */
public final class JsonArtifactStore implements ArtifactStore {
    private final Path project;
    private final Path target;
    private final ArtifactHeader header;
    private final Clock clock;
    private final UnaryOperator<String> mask;
    private final ProjectFiles files;
    private final RunJournal journal;
    private final RunHistory history;

    /**
     * @param project the project's folder
     * @param target where artifacts go, {@code target/} below the project unless the user says otherwise
     * @param engine the warehouse's kind, for readers
     * @param mask takes secrets out of a text; every text of every file goes through it
     */
    public JsonArtifactStore(
            Path project, Path target, String engine, String ashlarVersion, Clock clock, UnaryOperator<String> mask) {
        this.project = project;
        this.target = target;
        this.header = new ArtifactHeader(engine, ashlarVersion);
        this.clock = clock;
        this.mask = mask;
        this.files = new ProjectFiles(project, target);
        this.journal = new RunJournal(target.resolve("journal.jsonl"), mask);
        this.history = new RunHistory(target.resolve("history"), mask);
    }

    private interface Body {
        void write(JsonOut json) throws IOException;
    }

    private void write(String name, Body body) {
        AtomicFile.write(target.resolve(name), Durability.POWER_CUT, out -> {
            try (JsonOut json = new JsonOut(out, mask)) {
                body.write(json);
            }
        });
    }

    @Override
    public void writeManifest(Project whole, Invocation invocation, Map<NodeId, String> compiled, Lineage lineage) {
        Instant now = clock.instant();
        ProjectFiles fresh = new ProjectFiles(project, target);
        write(
                "manifest.json",
                json -> new ManifestJson(json, whole, compiled, lineage, fresh, now).write(header, invocation, now));
    }

    @Override
    public void writeCatalog(Project whole, Invocation invocation, Catalog catalog) {
        Instant now = clock.instant();
        write("catalog.json", json -> new CatalogJson(json, whole, catalog).write(header, invocation, now));
    }

    @Override
    public void writeRunResults(Project whole, RunReport report) {
        Map<NodeId, Double> known = new HashMap<>(durations());
        write("run_results.json", json -> new RunResultsJson(json, header).results(whole, report));
        Map<String, Object> seconds = new java.util.TreeMap<>();
        known.forEach((id, time) -> seconds.put(id.value(), time));
        for (NodeResult result : report.results()) {
            switch (result.status()) {
                case "success", "pass", "warn", "fail" ->
                    seconds.put(result.node().value(), RunResultsJson.seconds(result.took()));
                default -> {} // says nothing about how long the work takes
            }
        }
        write("durations.json", json -> json.value(seconds));
        history.add(whole, report);
    }

    @Override
    public void writeSources(Project whole, RunReport report, List<FreshnessRow> rows) {
        write("sources.json", json -> new RunResultsJson(json, header).sources(whole, report, rows));
    }

    @Override
    public String writeCompiled(NodeId node, String path, String sql) {
        Path file = sqlFile("compiled", node, path);
        byte[] bytes = masked(sql);
        if (!holds(file, bytes)) AtomicFile.write(file, Durability.PROCESS_KILL, out -> out.write(bytes));
        return files.shown(file);
    }

    @Override
    public String writeRun(NodeId node, String path, String sql) {
        Path file = sqlFile("run", node, path);
        byte[] bytes = masked(sql);
        AtomicFile.write(file, Durability.PROCESS_KILL, out -> out.write(bytes));
        return files.shown(file);
    }

    private Path sqlFile(String folder, NodeId node, String path) {
        return target.resolve(folder).resolve(SafePath.of(node, path));
    }

    private byte[] masked(String sql) {
        return mask.apply(sql.endsWith("\n") ? sql : sql + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Most compiled SQL is that of the run before, and reading it costs a fifth of writing it again. */
    private static boolean holds(Path file, byte[] bytes) {
        try {
            return Arrays.equals(Files.readAllBytes(file), bytes);
        } catch (IOException missingOrUnreadable) {
            return false;
        }
    }

    @Override
    public void journal(Invocation invocation, NodeResult result) {
        journal.add(invocation, result);
    }

    @Override
    public Optional<Journal> lastJournal() {
        return journal.last();
    }

    /** Of all runs since {@code target/} was emptied; a run that was killed counts by its journal. */
    @Override
    public Map<NodeId, Double> durations() {
        Map<NodeId, Double> out = new HashMap<>();
        Map<String, Object> remembered = read("durations.json");
        if (remembered.isEmpty()) {
            for (Object result : JsonIn.list(read("run_results.json"), "results")) {
                RunJournal.addDuration(out, JsonIn.map(result));
            }
        }
        remembered.forEach((id, time) ->
                RunJournal.id(id).ifPresent(node -> JsonIn.number(time).ifPresent(seconds -> out.put(node, seconds))));
        out.putAll(journal.durations());
        return out;
    }

    @Override
    public List<PastRun> history() {
        return history.read();
    }

    @Override
    public List<FreshnessRow> freshness() {
        List<FreshnessRow> out = new ArrayList<>();
        for (Object result : JsonIn.list(read("sources.json"), "results")) {
            Map<String, Object> fields = JsonIn.map(result);
            String loaded = JsonIn.text(fields, "max_loaded_at");
            RunJournal.id(JsonIn.text(fields, "unique_id"))
                    .ifPresent(id -> out.add(new FreshnessRow(
                            id,
                            JsonIn.text(fields, "status"),
                            Optional.of(loaded).filter(text -> !text.isEmpty()),
                            JsonIn.number(fields.get("max_loaded_at_time_ago_in_s")),
                            JsonIn.text(fields, "error"))));
        }
        return out;
    }

    @Override
    public Optional<String> findCompiled(NodeId node, String path) {
        try {
            return Optional.of(Files.readString(sqlFile("compiled", node, path), StandardCharsets.UTF_8));
        } catch (IOException notCompiledYet) {
            return Optional.empty();
        }
    }

    /** Empty also for a file that is not JSON: durations are only good for a better order. */
    private Map<String, Object> read(String name) {
        Path file = target.resolve(name);
        if (!Files.isRegularFile(file)) return Map.of();
        try (InputStream in = Files.newInputStream(file)) {
            return JsonIn.object(in).orElse(Map.of());
        } catch (IOException ignored) { // no rights to read it
            return Map.of();
        }
    }

    @Override
    public void empty() {
        Path folder = target.toAbsolutePath().normalize();
        if (project.toAbsolutePath().normalize().startsWith(folder)) {
            throw new DiagnosticException(Diagnostic.error(
                    "Cannot empty " + target + ": the project itself lies in it.",
                    "Choose a folder for artifacts that holds nothing else (--target-path)."));
        }
        if (!Files.isDirectory(folder)) return;
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() { // does not follow links
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                            Files.delete(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                                throws IOException {
                            if (failure != null) throw failure;
                            if (!visited.equals(folder)) Files.delete(visited);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new DiagnosticException(
                    Diagnostic.error("Cannot empty " + target + ": " + AtomicFile.reason(e) + ".", ""), e);
        }
    }
}
