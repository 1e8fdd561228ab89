package dev.ashlar.adapter.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.MicrobatchContract;
import dev.ashlar.contract.ModelWords;
import dev.ashlar.contract.Workshop;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.ConcurrentBatches;
import dev.ashlar.manifest.Node;
import dev.ashlar.port.RunListener;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.RunOptions.Verb;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class RedshiftMicrobatchTest extends RedshiftRuns implements MicrobatchContract {
    @Test
    void batchesAreDoneOneByOneEvenWhereTheModelAsksForMore() {
        Workshop shop = shop();
        shop.threads = 4;
        shop.execute("create table {schema}.arrived (id integer, seen timestamp)");
        shop.execute("insert into {schema}.arrived values (1, timestamp '2026-03-02 09:00:00')");
        Set<String> threads = ConcurrentHashMap.newKeySet();
        shop.listener = new RunListener() {
            @Override
            public void statement(Node node, String sql) {
                if (sql.contains("__batch")) threads.add(Thread.currentThread().getName());
            }
        };
        String select = "select id, seen from {events} as e";
        shop.view("events", "select id, seen from " + shop.relation("arrived").quoted())
                .saying("events", ModelWords.eventTime("seen"))
                .incremental(
                        "f",
                        MicrobatchContract.by("day", "UTC", 1, ConcurrentBatches.ALWAYS),
                        select,
                        select,
                        "events");
        RunReport report = shop.runAt(Instant.parse("2026-03-05T10:00:00Z"), Verb.BUILD, new Interruption());
        NodeResult result = Workshop.result(report, Workshop.id("f"));
        assertThat(result.batches()).hasSize(5).allMatch(NodeResult.Batch::succeeded);
        assertThat(result.notes())
                .extracting(Diagnostic::text)
                .containsExactly(
                        "'concurrent_batches' of model 'f' has no effect: redshift does the batches of a model one"
                                + " after the other.");
        assertThat(threads).hasSize(1);
        assertThat(shop.rows("f", "id")).containsExactly("1");
    }
}
