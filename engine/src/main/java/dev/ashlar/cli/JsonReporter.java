package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Node;
import dev.ashlar.port.RunListener;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RowCounts;
import dev.ashlar.report.RunReport;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The events of a run as JSON, one object a line, for programs that read along. */
final class JsonReporter implements RunListener {
    private final Console console;

    JsonReporter(Console console) {
        this.console = console;
    }

    @Override
    public void started(Invocation invocation, int nodes) {
        Map<String, Object> event = event("run_started", "info");
        event.put("invocation_id", invocation.id());
        event.put("command", invocation.command());
        event.put("target", invocation.target());
        event.put("nodes", nodes);
        console.print(JsonLines.of(event));
    }

    @Override
    public void nodeStarted(Node node, int index, int total) {
        Map<String, Object> event = event("node_started", "info");
        event.put("node", node.id().value());
        console.print(JsonLines.of(event));
    }

    @Override
    public void nodeEnded(Node node, NodeResult result, int index, int total) {
        Map<String, Object> event = event("node_ended", result.failed() ? "error" : "info");
        event.put("node", node.id().value());
        event.put("status", RunReporter.status(result.outcome()).toLowerCase(Locale.ROOT));
        event.put("seconds", result.took().toMillis() / 1000.0);
        if (result.outcome() instanceof Outcome.Success success) {
            rows(event, success.rows());
            success.operations().ifPresent(operations -> {
                event.put("operations_applied", operations.applied());
                event.put("operations_stale", operations.stale());
                event.put("operations_unknown", operations.unknown());
            });
        }
        if (result.outcome() instanceof Outcome.Error error)
            event.put("message", error.diagnostic().text());
        if (result.outcome() instanceof Outcome.Partial partial) {
            rows(event, partial.rows());
            event.put("message", partial.diagnostic().text());
        }
        if (result.outcome() instanceof Outcome.Fail fail) event.put("failures", fail.failures());
        if (result.outcome() instanceof Outcome.Warn warn) event.put("failures", warn.failures());
        result.compiledPath().ifPresent(path -> event.put("compiled_path", path));
        console.print(JsonLines.of(event));
        result.notes().forEach(this::note);
    }

    /** Those that the engine tells. */
    private static void rows(Map<String, Object> event, RowCounts rows) {
        if (rows.inserted() >= 0) event.put("rows_inserted", rows.inserted());
        if (rows.updated() >= 0) event.put("rows_updated", rows.updated());
        if (rows.deleted() >= 0) event.put("rows_deleted", rows.deleted());
        if (rows.rejected() > 0) event.put("rows_rejected", rows.rejected());
    }

    @Override
    public void batchEnded(Node node, NodeResult.Batch batch, int index, int total) {
        Map<String, Object> event = event("batch_ended", batch.succeeded() ? "info" : "error");
        event.put("node", node.id().value());
        event.put("batch", batch.id());
        event.put("event_time_start", batch.interval().start().toString());
        event.put("event_time_end", batch.interval().end().toString());
        event.put("status", RunReporter.status(batch.outcome()).toLowerCase(Locale.ROOT));
        event.put("seconds", batch.took().toMillis() / 1000.0);
        if (batch.outcome() instanceof Outcome.Success success) rows(event, success.rows());
        if (batch.outcome() instanceof Outcome.Error error)
            event.put("message", error.diagnostic().text());
        console.print(JsonLines.of(event));
    }

    @Override
    public void note(Diagnostic diagnostic) {
        Map<String, Object> event = event("note", diagnostic.severity().name().toLowerCase(Locale.ROOT));
        event.put("message", diagnostic.text());
        console.print(JsonLines.of(event));
    }

    @Override
    public void ended(RunReport report) {
        Map<String, Object> event = event("run_ended", report.failed() ? "error" : "info");
        event.put("invocation_id", report.invocation().id());
        event.put("ending", report.ending().name().toLowerCase(Locale.ROOT));
        event.put("failed", report.results().stream().filter(NodeResult::failed).count());
        console.print(JsonLines.of(event));
    }

    private static Map<String, Object> event(String name, String level) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("ts", Instant.now().toString());
        event.put("level", level);
        event.put("event", name);
        return event;
    }
}
