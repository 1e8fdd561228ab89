package dev.ashlar.adapter.jdbc;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Typing;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.NodeResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Writes what became of nodes, each once, though a try whose answer was lost may have written it. For one thread at a time. */
final class NodeRunWriter {
    private final ExplainedJdbi jdbi;
    private final JdbcDialect dialect;
    private final RecordTexts texts;
    private final RecordTables tables;

    /** Whether the last try to write ended in a fault. */
    private boolean doubtful;

    record Ended(String invocation, NodeResult result) {}

    NodeRunWriter(ExplainedJdbi jdbi, JdbcDialect dialect, RecordTables tables) {
        this.jdbi = jdbi;
        this.dialect = dialect;
        this.texts = dialect.texts();
        this.tables = tables;
    }

    void write(List<Ended> ended) {
        List<Ended> lacking = doubtful ? lacking(ended) : ended;
        doubtful = true;
        writeAll(lacking);
        doubtful = false;
    }

    /** What another try has not written already, whose answer may have been lost. */
    private List<Ended> lacking(List<Ended> ended) {
        Set<String> written = new HashSet<>();
        for (String invocation :
                ended.stream().map(Ended::invocation).distinct().toList()) {
            jdbi.with(handle -> handle.createQuery(
                                    "select node from " + tables.nodeRuns() + " where invocation_id = :id")
                            .bind("id", invocation)
                            .mapTo(String.class)
                            .list())
                    .forEach(node -> written.add(invocation + " " + node));
        }
        return ended.stream()
                .filter(each -> !written.contains(
                        each.invocation() + " " + each.result().node()))
                .toList();
    }

    private void writeAll(List<Ended> ended) {
        List<List<Object>> runs = new ArrayList<>();
        List<List<Object>> tests = new ArrayList<>();
        for (Ended each : ended) {
            runs.add(RecordRows.nodeRun(each.invocation(), each.result()));
            RecordRows.testResult(each.invocation(), each.result()).ifPresent(tests::add);
        }
        jdbi.inTransaction(handle -> {
            load(handle, tables.nodeRuns(), RecordRows.NODE_RUNS, runs);
            load(handle, tables.testResults(), RecordRows.TEST_RESULTS, tests);
        });
    }

    /** By the bulk path: 1,000 bound inserts take 0.6 s here, the same rows so 10 ms. */
    private void load(Handle handle, RelationName table, List<CatalogColumn> columns, List<List<Object>> rows)
            throws SQLException {
        if (rows.isEmpty()) return;
        List<List<Object>> fitting = rows.stream()
                .map(row -> row.stream().map(texts::fitting).toList())
                .toList();
        dialect.load(handle.getConnection(), table, columns, Typing.BY_ENGINE, fitting);
    }
}
