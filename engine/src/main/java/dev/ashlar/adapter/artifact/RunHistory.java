package dev.ashlar.adapter.artifact;

import dev.ashlar.adapter.artifact.AtomicFile.Durability;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.PastRun;
import dev.ashlar.report.PastRun.NodeRun;
import dev.ashlar.report.RowCounts;
import dev.ashlar.report.RunReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The last runs, a file each, for the docs: {@code run_results.json} holds one run only. */
final class RunHistory {
    private static final int KEPT = 20;

    private final Path folder;
    private final UnaryOperator<String> mask;

    RunHistory(Path folder, UnaryOperator<String> mask) {
        this.folder = folder;
        this.mask = mask;
    }

    void add(Project project, RunReport report) {
        Instant started = report.results().stream()
                .map(NodeResult::started)
                .min(Comparator.naturalOrder())
                .orElse(report.completed());
        String name = started.toEpochMilli() + "-" + report.invocation().id() + ".json";
        AtomicFile.write(folder.resolve(name), Durability.PROCESS_KILL, out -> {
            try (JsonOut json = new JsonOut(out, mask)) {
                json.object(() -> {
                    json.field("invocation_id", report.invocation().id())
                            .field("command", report.invocation().command())
                            .field("target", report.invocation().target())
                            .field("git_revision", report.invocation().gitRevision())
                            .field("started_at", started.toString())
                            .field("completed_at", report.completed().toString());
                    json.array("results", () -> {
                        for (NodeResult result : report.results()) json.object(() -> write(json, project, result));
                    });
                });
            }
        });
        List<Path> files = files();
        for (Path old : files.subList(Math.min(KEPT, files.size()), files.size())) delete(old);
    }

    private static void write(JsonOut json, Project project, NodeResult result) throws IOException {
        json.field("unique_id", result.node().value()).field("status", result.status());
        json.field("started_at", result.started().toString());
        json.field("execution_time", RunResultsJson.seconds(result.took()));
        json.field("thread_id", result.thread()).field("message", RunResultsJson.message(project, result));
        switch (result.outcome()) {
            case Outcome.Warn warn -> json.field("failures", warn.failures()).field("sql", result.compiledSql());
            case Outcome.Fail fail -> json.field("failures", fail.failures()).field("sql", result.compiledSql());
            case Outcome.Pass pass -> json.field("failures", 0);
            case Outcome.Success success -> rows(json, success.rows());
            case Outcome.Partial partial -> rows(json, partial.rows());
            case Outcome.Error error -> {
                if (result.node().kind() == NodeKind.DATA_TEST) json.field("sql", result.compiledSql());
            }
            case Outcome.Skipped skipped -> {}
            case Outcome.NoOp none -> {}
        }
    }

    /** Nothing where the engine does not tell. */
    private static void rows(JsonOut json, RowCounts rows) throws IOException {
        if (rows.inserted() >= 0) json.field("rows", rows.total());
    }

    /** Newest first; a file that is torn or of another kind is passed over. */
    List<PastRun> read() {
        List<PastRun> out = new ArrayList<>();
        for (Path file : files()) {
            try (InputStream in = Files.newInputStream(file)) {
                JsonIn.object(in).flatMap(RunHistory::run).ifPresent(out::add);
            } catch (IOException goneOrUnreadable) {
                continue;
            }
        }
        return out;
    }

    private static Optional<PastRun> run(Map<String, Object> run) {
        try {
            List<NodeRun> nodes = new ArrayList<>();
            for (Object result : JsonIn.list(run, "results")) {
                Map<String, Object> fields = JsonIn.map(result);
                RunJournal.id(JsonIn.text(fields, "unique_id")).ifPresent(id -> nodes.add(node(id, fields)));
            }
            return Optional.of(new PastRun(
                    JsonIn.text(run, "invocation_id"),
                    JsonIn.text(run, "command"),
                    JsonIn.text(run, "target"),
                    JsonIn.text(run, "git_revision"),
                    Instant.parse(JsonIn.text(run, "started_at")),
                    Instant.parse(JsonIn.text(run, "completed_at")),
                    nodes));
        } catch (DateTimeException noRun) {
            return Optional.empty();
        }
    }

    private static NodeRun node(NodeId id, Map<String, Object> fields) {
        String started = JsonIn.text(fields, "started_at");
        return new NodeRun(
                id,
                JsonIn.text(fields, "status"),
                started.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(started)),
                JsonIn.number(fields.get("execution_time")).orElse(0.0),
                JsonIn.text(fields, "thread_id"),
                JsonIn.text(fields, "message"),
                JsonIn.number(fields.get("failures")).map(Double::longValue),
                JsonIn.number(fields.get("rows")).map(Double::longValue),
                JsonIn.text(fields, "sql"));
    }

    /** Newest first. */
    private List<Path> files() {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted(Comparator.comparing(
                                    (Path file) -> file.getFileName().toString())
                            .reversed())
                    .toList();
        } catch (IOException noRights) {
            return List.of();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException ignored) { // one more is kept
            return;
        }
    }
}
