package dev.ashlar.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.Layer;
import dev.ashlar.manifest.Materialization.OnError;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeConfig;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RunReport;
import dev.ashlar.report.RunReport.Ending;
import dev.ashlar.run.RunOptions.Flag;
import dev.ashlar.run.RunOptions.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunnerTest {
    final Shop shop = new Shop();
    private final List<String> startedInOrder = Collections.synchronizedList(new ArrayList<>());

    {
        shop.listener = new RunListener() {
            @Override
            public void nodeStarted(Node node, int index, int total) {
                startedInOrder.add(node.name());
            }
        };
    }

    @Test
    void buildsEveryNodeAfterWhatItReads() {
        shop.model("c", "b").model("b", "a").model("a");

        RunReport report = shop.build(3);

        assertThat(startedInOrder).containsExactly("a", "b", "c");
        assertThat(Shop.words(report)).containsOnlyKeys("a", "b", "c").containsValue("success");
        assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
        assertThat(shop.warehouse.rows(Shop.relation("c"))).contains(List.of("c"));
    }

    @Test
    void keepsTheOrderThroughNodesThatAreNotSelected() {
        shop.model("c", "b").model("b", "a").model("a");

        shop.run(Verb.RUN, new Interruption(), 2, List.of(Shop.id("c"), Shop.id("a")));

        assertThat(startedInOrder).containsExactly("a", "c");
    }

    @Test
    void startsTheLongestRemainingWayFirst() {
        shop.model("a_quick").model("b_slow").model("c_after_quick", "a_quick").model("d_lone");
        shop.durations.put(Shop.id("a_quick"), 1.0);
        shop.durations.put(Shop.id("b_slow"), 50.0);
        shop.durations.put(Shop.id("c_after_quick"), 60.0);
        shop.durations.put(Shop.id("d_lone"), 0.5);

        shop.build(1);

        assertThat(startedInOrder).containsExactly("a_quick", "c_after_quick", "b_slow", "d_lone");
    }

    @Test
    void worksOnAsManyNodesAtOnceAsThereAreThreads() {
        CyclicBarrier together = new CyclicBarrier(3);
        for (String name : List.of("a", "b", "c")) {
            shop.model(name);
            shop.warehouse.when("create " + name + "__new", (session, text) -> meet(together));
        }

        RunReport report = shop.build(3);

        assertThat(Shop.words(report)).doesNotContainValue("error");
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("The others did not come", e);
        }
    }

    @Test
    void aFailureSkipsWhatReadsItAndNothingElse() {
        shop.model("a").model("b", "a").model("c", "b").model("other");
        shop.warehouse.failing("create a__new", Kind.STATEMENT, 1);

        RunReport report = shop.build(2);

        assertThat(Shop.words(report))
                .isEqualTo(java.util.Map.of("a", "error", "b", "skipped", "c", "skipped", "other", "success"));
        Outcome.Skipped skipped =
                (Outcome.Skipped) Shop.result(report, Shop.id("c")).outcome();
        assertThat(skipped.because()).contains(Shop.id("a"));
        assertThat(skipped.reason()).isEqualTo("a failed");
        assertThat(report.failed()).isTrue();
    }

    @Test
    void goesOnBelowANodeThatSaysSo() {
        shop.model("a", OnError.CONTINUE, Optional.empty()).model("b", "a");
        shop.warehouse.failing("create a__new", Kind.STATEMENT, 1);

        assertThat(Shop.words(shop.build(1))).isEqualTo(java.util.Map.of("a", "error", "b", "success"));
    }

    @Test
    void failFastCancelsWhatRunsAndSkipsTheRest() {
        shop.model("a").model("b").model("c", "b").model("d");
        shop.durations.put(Shop.id("d"), 0.1);
        CountDownLatch bRuns = shop.warehouse.blocking("create b__new");
        shop.warehouse.when("create a__new", (session, text) -> {
            await(bRuns);
            throw new dev.ashlar.port.WarehouseException(Kind.STATEMENT, "wrong", Optional.empty(), null);
        });

        RunReport report = shop.build(2, Flag.FAIL_FAST);

        assertThat(Shop.words(report))
                .isEqualTo(java.util.Map.of("a", "error", "b", "skipped", "c", "skipped", "d", "skipped"));
        assertThat(report.ending()).isEqualTo(Ending.FAIL_FAST);
        assertThat(shop.warehouse.rows(Shop.relation("b__new"))).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anInterruptionCancelsRollsBackAndStillReportsEverything() {
        shop.model("done").model("running", "done").model("later", "running").test("t", "later");
        Interruption interruption = new Interruption();
        CountDownLatch reached = shop.warehouse.blocking("rename running__new");
        Thread user = new Thread(() -> {
            await(reached);
            interruption.trip();
        });
        user.start();

        RunReport report = shop.run(Verb.BUILD, interruption, 2);

        assertThat(report.ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(Shop.words(report))
                .isEqualTo(
                        java.util.Map.of("done", "success", "running", "skipped", "later", "skipped", "t", "skipped"));
        assertThat(shop.warehouse.sent()).endsWith("rollback", "drop running__new");
        assertThat(shop.warehouse.rows(Shop.relation("running"))).isEmpty();
        assertThat(shop.artifacts.reports).containsExactly(report);
        assertThat(shop.records.events).last().isEqualTo("interrupted");
    }

    @Test
    void aRunThatIsInterruptedBeforeItBeginsBuildsNothing() {
        shop.model("a");
        Interruption interruption = new Interruption();
        interruption.trip();

        RunReport report = shop.run(Verb.BUILD, interruption, 1);

        assertThat(Shop.words(report)).containsEntry("a", "skipped");
        assertThat(report.ending()).isEqualTo(Ending.INTERRUPTED);
    }

    @Test
    void aNodeThatTakesLongerThanItsTimeoutFails() {
        shop.model("slow", OnError.SKIP_CHILDREN, Optional.of(Duration.ofMillis(50)));
        shop.warehouse.blocking("create slow__new");

        RunReport report = shop.build(1);

        assertThat(error(report, "slow")).contains("it took longer than its timeout of 0 seconds");
    }

    private static String error(RunReport report, String model) {
        return ((Outcome.Error) Shop.result(report, Shop.id(model)).outcome())
                .diagnostic()
                .text();
    }

    @Test
    void aTransactionInWhoseWayAnotherStoodIsDoneAgainFromItsBeginning() {
        shop.model("a");
        shop.warehouse.failing("rename a__new", Kind.RETRYABLE, 2);

        RunReport report = shop.build(1);

        assertThat(Shop.words(report)).containsEntry("a", "success");
        assertThat(count("create a__new")).isEqualTo(1);
        assertThat(count("rename a__new")).isEqualTo(3);
        assertThat(count("rollback")).isEqualTo(2);
    }

    @Test
    void aTransactionIsDoneAgainOnlySoManyTimes() {
        shop.model("a");
        shop.warehouse.failing("rename a__new", Kind.RETRYABLE, 100);

        RunReport report = shop.build(1);

        assertThat(error(report, "a")).contains("RETRYABLE at rename a__new to a");
        assertThat(count("rename a__new")).isEqualTo(3);
        assertThat(shop.warehouse.rows(Shop.relation("a__new"))).isEmpty();
    }

    @Test
    void aCommitWhoseAnswerWasLostIsNotDoneAgain() {
        shop.model("a");
        shop.warehouse.losesTheAnswerOfTheFirst("commit");

        RunReport report = shop.build(1);

        assertThat(Shop.words(report)).containsEntry("a", "success");
        assertThat(count("create a__new")).isEqualTo(1);
        assertThat(count("commit")).isEqualTo(2);
    }

    @Test
    void aCommitThatNeverArrivedIsDoneAgain() {
        shop.model("a");
        shop.warehouse.failing("commit", Kind.CONNECTION, 1);

        RunReport report = shop.build(1);

        assertThat(Shop.words(report)).containsEntry("a", "success");
        assertThat(count("create a__new")).isEqualTo(2);
        assertThat(shop.warehouse.rows(Shop.relation("a"))).contains(List.of("a"));
    }

    private long count(String part) {
        return shop.warehouse.sent().stream().filter(s -> s.startsWith(part)).count();
    }

    @Test
    void ephemeralAndExpiredModelsAreNoOps() {
        shop.ephemeral("e")
                .expiring("old", "2026-02-28")
                .expiring("young", "2026-03-01")
                .model("b", "e", "old");

        RunReport report = shop.build(1);

        assertThat(Shop.words(report))
                .isEqualTo(java.util.Map.of("e", "no-op", "old", "no-op", "young", "success", "b", "success"));
        NodeResult old = Shop.result(report, Shop.id("old"));
        assertThat(old.notes())
                .singleElement()
                .satisfies(note -> assertThat(note.text())
                        .startsWith("models/old.sql:1:1 Model 'old' expired on 2026-02-28 and is not built any more."));
    }

    @Test
    void aModelExpiresSoManyDaysAfterItsFirstBuild() {
        shop.layers.add(new Layer("adhoc", 0, "adhoc", new Layer.Reads.Everything(), NodeConfig.EMPTY, Optional.of(0)));
        shop.model("a");
        assertThat(Shop.words(shop.build(1))).containsEntry("a", "success");
        assertThat(Shop.words(shop.build(1))).containsEntry("a", "success");

        shop.layers.set(
                0, new Layer("adhoc", 0, "adhoc", new Layer.Reads.Everything(), NodeConfig.EMPTY, Optional.of(-1)));
        assertThat(Shop.words(shop.build(1))).containsEntry("a", "no-op");
    }

    @Test
    void recordsTheRunBeforeAnythingAndEveryNodeAsItEnds() {
        shop.model("a").test("t", "a");
        shop.onRunStart.add(hook("grant something"));
        shop.onRunEnd.add(hook("vacuum"));

        RunReport report = shop.build(1);

        assertThat(shop.records.events)
                .containsExactly("started run-1", "ended model.shop.a", "ended test.shop.t", "success");
        assertThat(shop.artifacts.journal).isEqualTo(report.results());
        assertThat(shop.warehouse.sent()).startsWith("create schema analytics", "grant something");
        assertThat(shop.warehouse.sent()).endsWith("vacuum");
        assertThat(shop.artifacts.sent.get("models/a.sql")).startsWith("begin;\ncreate a__new as rows a;\n");
    }

    private static Hook hook(String sql) {
        return new Hook(sql, Hook.Place.INSIDE_TRANSACTION, new SourceLocation("ashlar.yml", 4, 3));
    }

    @Test
    void aHookThatFailsAtTheStartEndsTheRun() {
        shop.model("a");
        shop.onRunStart.add(hook("grant nonsense"));
        shop.warehouse.failing("grant nonsense", Kind.STATEMENT, 1);

        assertThatThrownBy(() -> shop.build(1))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageStartingWith("ashlar.yml:4:3 A hook of the run failed: ");
        assertThat(shop.records.events).last().isEqualTo("error");
    }

    @Test
    void aHookThatFailsAtTheEndIsAFailureOfTheRun() {
        shop.model("a");
        shop.onRunEnd.add(hook("grant nonsense"));
        shop.warehouse.failing("grant nonsense", Kind.STATEMENT, 1);

        RunReport report = shop.build(1);

        assertThat(report.failed()).isTrue();
        assertThat(report.results())
                .extracting(NodeResult::node)
                .map(NodeId::value)
                .containsExactly("model.shop.a", "operation.shop.shop-on_run_end");
    }

    @Test
    void whatAKilledRunLeftIsGoneAfterTheNext() {
        shop.model("a");
        shop.warehouse.failing("rename a__new", Kind.STATEMENT, 100);
        shop.warehouse.failing("drop a__new", Kind.STATEMENT, 1);
        shop.build(1);
        shop.warehouse.failing("rename a__new", Kind.STATEMENT, 0);
        assertThat(shop.warehouse.rows(Shop.relation("a__new"))).isPresent();

        assertThat(Shop.words(shop.build(1))).containsEntry("a", "success");

        assertThat(shop.task.seen.get("a").leftovers()).hasSize(1);
        assertThat(shop.warehouse.rows(Shop.relation("a__new"))).isEmpty();
    }
}
