package dev.ashlar.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.RunOptions.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All that holds for a run holds where transactions go in one turn, too. */
@Timeout(60)
final class RunnerOneTurnTest extends RunnerTest {
    private static final List<String> SWAP = List.of("begin", "drop a", "rename a__new to a", "mark a", "commit");

    RunnerOneTurnTest() {
        shop.warehouse.takesTransactions = true;
    }

    private String error(RunReport report) {
        return ((Outcome.Error) Shop.result(report, Shop.id("a")).outcome())
                .diagnostic()
                .text();
    }

    @Test
    void theSwapIsOneTurnAndWhatTellsRowsIsNot() {
        shop.model("a");

        RunReport report = shop.build(1);

        assertThat(shop.warehouse.turns()).containsExactly(SWAP);
        assertThat(((Outcome.Success) Shop.result(report, Shop.id("a")).outcome()).commits())
                .isEqualTo(2);
        assertThat(shop.artifacts.sent.get("models/a.sql"))
                .isEqualTo(
                        "begin;\ncreate a__new as rows a;\nmark a__new;\ncommit;\n" + String.join(";\n", SWAP) + ";\n");
        assertThat(shop.warehouse.markers()).containsKey(Shop.relation("a"));
    }

    @Test
    void whatIsRefusedInOneTurnIsSentOneByOneAndTellsItsStatement() {
        shop.model("a");
        shop.warehouse.failing("rename a__new", Kind.STATEMENT, 100);

        RunReport report = shop.build(1);

        assertThat(error(report)).contains("STATEMENT at rename a__new to a");
        assertThat(shop.warehouse.turns()).hasSize(1);
        assertThat(shop.artifacts.sent.get("models/a.sql"))
                .contains("commit;\nrollback;\nbegin;\ndrop a;\nrename a__new to a;\nrollback;\n");
        assertThat(shop.warehouse.rows(Shop.relation("a__new"))).isEmpty();
    }

    @Test
    void aRefusalThatWasNoneTheSecondTimeIsForgotten() {
        shop.model("a");
        shop.warehouse.failing("rename a__new", Kind.STATEMENT, 1);

        assertThat(Shop.words(shop.build(1))).containsEntry("a", "success");
        assertThat(shop.warehouse.rows(Shop.relation("a"))).contains(List.of("a"));
    }

    @Test
    void whoCancelsReachesATurn() throws InterruptedException {
        shop.model("a");
        CountDownLatch reached = shop.warehouse.blocking("rename a__new");
        Interruption interruption = new Interruption();
        List<RunReport> ended = new ArrayList<>();
        Thread run = new Thread(() -> ended.add(shop.run(Verb.RUN, interruption, 1, List.of(Shop.id("a")))));
        run.start();
        reached.await();
        interruption.trip();
        run.join(20_000);

        assertThat(ended)
                .singleElement()
                .satisfies(report -> assertThat(Shop.words(report)).containsEntry("a", "skipped"));
        assertThat(shop.warehouse.turns()).containsExactly(SWAP);
        assertThat(shop.warehouse.rows(Shop.relation("a"))).isEmpty();
        assertThat(shop.warehouse.rows(Shop.relation("a__new"))).isEmpty();
    }
}
