package dev.ashlar.adapter.artifact;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.ArtifactStore.FreshnessRow;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RowCounts;
import dev.ashlar.report.RunReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code run_results.json}, version 6, and {@code sources.json}, version 3. */
final class RunResultsJson {
    private final JsonOut json;
    private final ArtifactHeader header;

    RunResultsJson(JsonOut json, ArtifactHeader header) {
        this.json = json;
        this.header = header;
    }

    void results(Project project, RunReport report) throws IOException {
        json.object(() -> {
            json.object(
                    "metadata", () -> header.write(json, "run-results/v6", report.invocation(), report.completed()));
            json.array("results", () -> {
                for (NodeResult result : report.results()) json.object(() -> result(project, result));
            });
            json.field("elapsed_time", elapsed(report)).field("args", arguments(report.invocation()));
        });
    }

    private void result(Project project, NodeResult result) throws IOException {
        json.field("status", result.status());
        timing(result);
        json.field("adapter_response", response(result)).field("message", message(project, result));
        json.field("failures", failures(result))
                .field("unique_id", result.node().value());
        boolean compiled = !result.compiledSql().isEmpty();
        json.field("compiled", compiled).field("compiled_code", compiled ? result.compiledSql() : null);
        json.field(
                "relation_name",
                project.find(result.node()).flatMap(Node::findRelation).map(RelationName::quoted));
        if (!result.batches().isEmpty()) json.field("batch_results", batches(result.batches()));
    }

    private void timing(NodeResult result) throws IOException {
        json.array("timing", () -> {
            if (result.outcome() instanceof Outcome.Skipped) return;
            json.object(() -> json.field("name", "execute")
                    .field("started_at", ArtifactHeader.time(result.started()))
                    .field("completed_at", ArtifactHeader.time(result.completed())));
        });
        json.field("thread_id", result.thread()).field("execution_time", seconds(result.took()));
    }

    private static Map<String, Object> response(NodeResult result) {
        Map<String, Object> out = new LinkedHashMap<>();
        if (result.outcome() instanceof Outcome.Success success) {
            addRows(out, success.rows(), success.commits());
            success.operations().ifPresent(operations -> {
                out.put("operations_applied", operations.applied());
                out.put("operations_stale", operations.stale());
                out.put("operations_unknown", operations.unknown());
            });
        }
        if (result.outcome() instanceof Outcome.Partial partial) addRows(out, partial.rows(), partial.commits());
        return out;
    }

    private static void addRows(Map<String, Object> out, RowCounts rows, int commits) {
        out.put("rows_affected", rows.total());
        out.put("rows_inserted", rows.inserted());
        out.put("rows_updated", rows.updated());
        out.put("rows_deleted", rows.deleted());
        out.values().removeIf(count -> ((Long) count) < 0); // the engine does not tell
        if (rows.inserted() < 0) out.remove("rows_affected");
        if (rows.rejected() > 0) out.put("rows_rejected", rows.rejected());
        out.put("commits", commits);
    }

    /** dbt's {@code batch_results}: pairs of times, of batches that succeeded and of those that did not. */
    private static Map<String, Object> batches(List<NodeResult.Batch> batches) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("successful", times(batches, NodeResult.Batch::succeeded));
        out.put("failed", times(batches, batch -> !batch.succeeded()));
        return out;
    }

    private static List<List<String>> times(List<NodeResult.Batch> batches, Predicate<NodeResult.Batch> which) {
        return batches.stream()
                .filter(which)
                .map(batch -> List.of(
                        batch.interval().start().toString(),
                        batch.interval().end().toString()))
                .toList();
    }

    static String message(Project project, NodeResult result) {
        return switch (result.outcome()) {
            case Outcome.Success s -> "OK";
            case Outcome.Pass p -> null;
            case Outcome.Warn warn -> found(project, result.node(), warn.failures(), "warn");
            case Outcome.Fail fail -> found(project, result.node(), fail.failures(), "fail");
            case Outcome.Error error -> error.diagnostic().text();
            case Outcome.Partial partial -> partial.diagnostic().text();
            case Outcome.Skipped skipped -> skipped.reason();
            case Outcome.NoOp none -> none.reason();
        };
    }

    private static String found(Project project, NodeId id, long failures, String what) {
        String limit = project.find(id).orElse(null) instanceof Node.DataTest test
                ? (what.equals("warn") ? test.rules().warnIf() : test.rules().errorIf())
                : "!= 0";
        return "Got " + Counted.of(failures, "result") + ", configured to " + what + " if " + limit;
    }

    private static Long failures(NodeResult result) {
        return switch (result.outcome()) {
            case Outcome.Pass p -> 0L;
            case Outcome.Warn warn -> warn.failures();
            case Outcome.Fail fail -> fail.failures();
            case Outcome.Success s -> null;
            case Outcome.Error e -> null;
            case Outcome.Partial p -> null;
            case Outcome.Skipped s -> null;
            case Outcome.NoOp n -> null;
        };
    }

    private static Map<String, Object> arguments(Invocation invocation) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("which", invocation.command());
        out.put("invocation_command", "ashlar " + String.join(" ", invocation.arguments()));
        out.put("target", invocation.target());
        out.put("vars", invocation.vars());
        out.put("git_revision", ManifestJson.blankToNull(invocation.gitRevision()));
        return out;
    }

    /** From the first node's start: the invocation's own time may have been set by hand. */
    private static double elapsed(RunReport report) {
        Optional<Instant> first =
                report.results().stream().map(NodeResult::started).min(Comparator.naturalOrder());
        return first.map(start -> seconds(Duration.between(start, report.completed())))
                .orElse(0.0);
    }

    static double seconds(Duration duration) {
        return Math.max(0, duration.toNanos()) / 1e9;
    }

    void sources(Project project, RunReport report, List<FreshnessRow> rows) throws IOException {
        Map<NodeId, NodeResult> results = new HashMap<>();
        report.results().forEach(result -> results.put(result.node(), result));
        json.object(() -> {
            json.object("metadata", () -> header.write(json, "sources/v3", report.invocation(), report.completed()));
            json.array("results", () -> {
                for (FreshnessRow row : rows) {
                    json.object(() -> freshness(project, report, row, Optional.ofNullable(results.get(row.source()))));
                }
            });
            json.field("elapsed_time", elapsed(report));
        });
    }

    private void freshness(Project project, RunReport report, FreshnessRow row, Optional<NodeResult> result)
            throws IOException {
        json.field("unique_id", row.source().value());
        if (row.maxLoadedAt().isEmpty()
                || row.ageSeconds().isEmpty()
                || !row.error().isEmpty()) {
            json.field("error", row.error().isEmpty() ? "There are no rows to judge by" : row.error());
            json.field("status", "runtime error");
            return;
        }
        json.field("max_loaded_at", row.maxLoadedAt());
        json.field(
                "snapshotted_at",
                ArtifactHeader.time(result.map(NodeResult::completed).orElse(report.completed())));
        json.field("max_loaded_at_time_ago_in_s", row.ageSeconds()).field("status", row.status());
        json.field(
                "criteria",
                project.find(row.source()).orElse(null) instanceof Node.Source source
                        ? source.freshness().map(PropertyJson::freshness).orElse(Map.of())
                        : Map.of());
        json.field("adapter_response", Map.of());
        if (result.isPresent()) {
            timing(result.get());
        } else {
            json.field("timing", List.of()).field("thread_id", "main").field("execution_time", 0);
        }
    }
}
