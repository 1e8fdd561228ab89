package dev.ashlar.adapter.jdbc;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.port.ArtifactStore.FreshnessRow;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Findings;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.OperationCounts;
import dev.ashlar.report.QueryResult;
import dev.ashlar.report.RowCounts;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a result reads as rows of {@code node_runs}, {@code test_results} and {@code freshness_results}. */
final class RecordRows {
    static final List<CatalogColumn> NODE_RUNS = columns(
            "invocation_id",
            "node",
            "status",
            "started_at",
            "completed_at",
            "thread",
            "rows_inserted",
            "rows_updated",
            "rows_deleted",
            "commits",
            "message",
            "compiled_path",
            "operations_applied",
            "operations_stale",
            "operations_unknown");

    static final List<CatalogColumn> TEST_RESULTS = columns(
            "invocation_id",
            "node",
            "status",
            "completed_at",
            "failures",
            "sample_columns",
            "sample_rows",
            "stored_in");

    static final List<CatalogColumn> FRESHNESS_RESULTS =
            columns("invocation_id", "node", "status", "max_loaded_at", "age_seconds", "message", "checked_at");

    private RecordRows() {}

    static List<Object> freshness(String invocation, NodeResult result, FreshnessRow row) {
        String said = result.notes().stream().map(Diagnostic::text).findFirst().orElse(message(result.outcome()));
        return row(
                invocation,
                row.source().value(),
                row.status(),
                row.maxLoadedAt().orElse(null),
                row.ageSeconds().orElse(null),
                said,
                utc(result.completed()));
    }

    static List<Object> nodeRun(String invocation, NodeResult result) {
        Optional<RowCounts> built = built(result.outcome());
        RowCounts rows = built.orElse(RowCounts.NONE);
        Optional<OperationCounts> operations = operations(result.outcome());
        return row(
                invocation,
                result.node().value(),
                result.status(),
                utc(result.started()),
                utc(result.completed()),
                result.thread(),
                built.isPresent() ? known(rows.inserted()) : null,
                built.isPresent() ? known(rows.updated()) : null,
                built.isPresent() ? known(rows.deleted()) : null,
                commits(result.outcome()),
                message(result.outcome()),
                result.compiledPath().orElse(null),
                operations.map(OperationCounts::applied).orElse(null),
                operations.map(OperationCounts::stale).orElse(null),
                operations.map(OperationCounts::unknown).orElse(null));
    }

    private static Optional<OperationCounts> operations(Outcome outcome) {
        return outcome instanceof Outcome.Success success ? success.operations() : Optional.empty();
    }

    private static Optional<RowCounts> built(Outcome outcome) {
        if (outcome instanceof Outcome.Success success) return Optional.of(success.rows());
        return outcome instanceof Outcome.Partial partial ? Optional.of(partial.rows()) : Optional.empty();
    }

    private static Object commits(Outcome outcome) {
        if (outcome instanceof Outcome.Success success) return (long) success.commits();
        return outcome instanceof Outcome.Partial partial ? (Object) (long) partial.commits() : null;
    }

    /** Empty for what is no test. */
    static Optional<List<Object>> testResult(String invocation, NodeResult result) {
        return switch (result.outcome()) {
            case Outcome.Pass p -> Optional.of(test(invocation, result, 0L, Optional.empty()));
            case Outcome.Warn w -> Optional.of(test(invocation, result, w.failures(), Optional.of(w.findings())));
            case Outcome.Fail f -> Optional.of(test(invocation, result, f.failures(), Optional.of(f.findings())));
            case Outcome.Success s -> Optional.empty();
            case Outcome.Partial p -> Optional.empty();
            case Outcome.Error e -> Optional.empty();
            case Outcome.Skipped s -> Optional.empty();
            case Outcome.NoOp n -> Optional.empty();
        };
    }

    private static List<Object> test(String invocation, NodeResult result, long failures, Optional<Findings> found) {
        Optional<QueryResult> sample = found.map(Findings::sample);
        return row(
                invocation,
                result.node().value(),
                result.status(),
                utc(result.completed()),
                failures,
                sample.map(s -> JsonText.write(
                                s.columns().stream().map(c -> c.name().name()).toList()))
                        .orElse(null),
                sample.map(s -> JsonText.write(s.rows())).orElse(null),
                found.flatMap(Findings::storedIn).orElse(null));
    }

    private static String message(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Error e -> text(e.diagnostic());
            case Outcome.Partial p -> text(p.diagnostic());
            case Outcome.Skipped s -> s.reason();
            case Outcome.NoOp n -> n.reason();
            case Outcome.Fail f -> Counted.of(f.failures(), "failing row");
            case Outcome.Warn w -> Counted.of(w.failures(), "failing row");
            case Outcome.Success s -> "";
            case Outcome.Pass p -> "";
        };
    }

    private static String text(Diagnostic diagnostic) {
        return diagnostic.text();
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Object known(long rows) {
        return rows < 0 ? null : rows;
    }

    private static List<Object> row(Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }

    private static List<CatalogColumn> columns(String... names) {
        return Stream.of(names)
                .map(name -> new CatalogColumn(new ColumnName(name), "", Optional.empty()))
                .toList();
    }
}
