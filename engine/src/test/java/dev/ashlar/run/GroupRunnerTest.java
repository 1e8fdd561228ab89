package dev.ashlar.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Materialization.OnError;
import dev.ashlar.manifest.Node;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.RunOptions.Flag;
import dev.ashlar.run.RunOptions.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Models that are published together, as one unit of schedule, gate, replay and failure. */
@Timeout(60)
class GroupRunnerTest {
    final Shop shop = new Shop();

    private Shop abThenC() {
        return shop.model("a").model("b", "a").model("c", "b").together("g", "a", "b");
    }

    private long count(String part) {
        return shop.warehouse.sent().stream().filter(s -> s.startsWith(part)).count();
    }

    private List<String> published() {
        return List.of("a", "b", "a__new", "b__new").stream()
                .filter(name -> shop.warehouse.rows(Shop.relation(name)).isPresent())
                .toList();
    }

    private static String error(RunReport report, String model) {
        return ((Outcome.Error) Shop.result(report, Shop.id(model)).outcome())
                .diagnostic()
                .message();
    }

    @Test
    void oneTransactionPublishesWhatWasStagedBefore() {
        RunReport report = abThenC().build(3);

        assertThat(Shop.words(report)).isEqualTo(Map.of("a", "success", "b", "success", "c", "success"));
        List<String> sent = shop.warehouse.sent().stream()
                .filter(text ->
                        !text.contains("c__new") && !text.contains("drop c") && !text.startsWith("create schema"))
                .map(text -> text.split(" ")[0])
                .toList();
        assertThat(sent.subList(0, 17))
                .containsExactly(
                        "begin", "create", "mark", "commit", "begin", "create", "mark", "commit", "begin", "drop",
                        "rename", "drop", "rename", "mark", "mark", "commit", "begin");
        assertThat(commits(report, "a") + commits(report, "b")).isEqualTo(3);
    }

    private static int commits(RunReport report, String model) {
        return ((Outcome.Success) Shop.result(report, Shop.id(model)).outcome()).commits();
    }

    @Test
    void startsOnceForAllAndCountsEach() {
        List<String> started = Collections.synchronizedList(new ArrayList<>());
        shop.listener = new RunListener() {
            @Override
            public void nodeStarted(Node node, int index, int total) {
                started.add(node.name() + " " + index + "/" + total);
            }
        };

        abThenC().build(1);

        assertThat(started).containsExactly("a 1/3", "b 2/3", "c 3/3");
    }

    @Test
    void waitsForEverythingThatAnyMemberReads() {
        List<String> started = Collections.synchronizedList(new ArrayList<>());
        shop.listener = new RunListener() {
            @Override
            public void nodeStarted(Node node, int index, int total) {
                started.add(node.name());
            }
        };
        shop.model("a").model("b", "x").model("x").model("z", "a").together("g", "a", "b");

        shop.build(4);

        assertThat(started).containsExactly("x", "a", "b", "z");
    }

    @Test
    void aTransactionInWhoseWayAnotherStoodIsDoneAgainWithTheCandidates() {
        abThenC();
        shop.warehouse.failing("rename b__new", Kind.RETRYABLE, 2);

        assertThat(Shop.words(shop.build(1))).doesNotContainValue("error");

        assertThat(count("create a__new")).isEqualTo(1);
        assertThat(count("create b__new")).isEqualTo(1);
        assertThat(count("rename a__new")).isEqualTo(3);
        assertThat(count("rollback")).isEqualTo(2);
    }

    @Test
    void whoCannotBePublishedIsAtFaultAndNothingIsLeft() {
        abThenC();
        shop.warehouse.failing("rename b__new", Kind.STATEMENT, 100);

        RunReport report = shop.build(1);

        assertThat(error(report, "b"))
                .isEqualTo("Cannot publish model 'b' with transaction group 'g': STATEMENT at rename b__new to b");
        assertThat(Shop.result(report, Shop.id("a")).outcome())
                .isEqualTo(new Outcome.Skipped(Optional.of(Shop.id("b")), "rolled back by b"));
        assertThat(Shop.result(report, Shop.id("c")).outcome())
                .isEqualTo(new Outcome.Skipped(Optional.of(Shop.id("b")), "b failed"));
        assertThat(published()).isEmpty();
    }

    @Test
    void whoCannotBeBuiltKeepsTheRestFromBeginning() {
        abThenC();
        shop.warehouse.failing("create a__new", Kind.STATEMENT, 1);

        RunReport report = shop.build(1);

        assertThat(error(report, "a")).startsWith("Cannot build model 'a': ");
        assertThat(Shop.words(report)).isEqualTo(Map.of("a", "error", "b", "skipped", "c", "skipped"));
        assertThat(count("create b__new")).isZero();
    }

    @Test
    void aGateThatClosesKeepsOnlyWhatFailed() {
        abThenC().test("bad_b", "b").test("bad_a", "a");
        shop.task.sql.put("b", "rows bad1");

        RunReport report = shop.build(1);

        assertThat(Shop.words(report))
                .isEqualTo(Map.of("a", "skipped", "bad_a", "pass", "b", "error", "bad_b", "fail", "c", "skipped"));
        assertThat(published()).isEmpty();
        assertThat(shop.warehouse.rows(Shop.relation("b__failed"))).contains(List.of("bad1"));
        assertThat(shop.warehouse.rows(Shop.relation("a__failed"))).isEmpty();
    }

    @Test
    void aPublicationWhoseAnswerWasLostIsNotDoneAgain() {
        abThenC();
        AtomicInteger commits = new AtomicInteger();
        shop.warehouse.when("commit", (session, text) -> {
            if (commits.incrementAndGet() != 3) return;
            session.apply(text);
            throw new WarehouseException(Kind.CONNECTION, "connection lost", Optional.empty(), null);
        });

        assertThat(Shop.words(shop.build(1))).doesNotContainValue("error");

        assertThat(count("rename a__new")).isEqualTo(1);
        assertThat(published()).containsExactly("a", "b");
    }

    @Test
    void aPublicationThatNeverArrivedIsDoneAgain() {
        abThenC();
        AtomicInteger commits = new AtomicInteger();
        shop.warehouse.when("commit", (session, text) -> {
            if (commits.incrementAndGet() == 3)
                throw new WarehouseException(Kind.CONNECTION, "connection lost", Optional.empty(), null);
        });

        assertThat(Shop.words(shop.build(1))).doesNotContainValue("error");

        assertThat(count("create a__new")).isEqualTo(1);
        assertThat(count("rename a__new")).isEqualTo(2);
        assertThat(published()).containsExactly("a", "b");
    }

    @Test
    void aLostSessionBeginsTheWholeGroupAgain() {
        abThenC();
        shop.warehouse.failing("create b__new", Kind.CONNECTION, 4);

        RunReport report = shop.build(1);

        assertThat(Shop.words(report)).doesNotContainValue("error");
        assertThat(Shop.result(report, Shop.id("b")).notes().get(0).message())
                .isEqualTo("The connection was lost; transaction group 'g' was begun again.");
        assertThat(count("create a__new")).isEqualTo(2);
        assertThat(published()).containsExactly("a", "b");
    }

    @Test
    void aTimeoutHoldsForItsOwnModel() {
        shop.model("a")
                .model("b", OnError.SKIP_CHILDREN, Optional.of(Duration.ofMillis(50)), "a")
                .together("g", "a", "b");
        CountDownLatch reached = shop.warehouse.blocking("create b__new");

        RunReport report = shop.build(1);

        assertThat(reached.getCount()).isZero();
        assertThat(error(report, "b")).contains("it took longer than its timeout");
        assertThat(Shop.words(report)).containsEntry("a", "skipped");
        assertThat(published()).isEmpty();
    }

    @Test
    void anInterruptionEndsAllOfItWithoutFault() {
        abThenC();
        Interruption interruption = new Interruption();
        CountDownLatch reached = shop.warehouse.blocking("create b__new");
        Thread user = new Thread(() -> {
            try {
                reached.await();
                interruption.trip();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        user.start();

        RunReport report = shop.run(Verb.BUILD, interruption, 1);

        assertThat(report.ending()).isEqualTo(RunReport.Ending.INTERRUPTED);
        assertThat(Shop.words(report)).isEqualTo(Map.of("a", "skipped", "b", "skipped", "c", "skipped"));
        assertThat(published()).isEmpty();
    }

    @Test
    void failFastCountsAFailedGroup() {
        abThenC().model("other").model("later", "other");
        shop.durations.put(Shop.id("a"), 100.0);
        shop.warehouse.failing("create b__new", Kind.STATEMENT, 1);

        RunReport report = shop.build(1, Flag.FAIL_FAST);

        assertThat(report.ending()).isEqualTo(RunReport.Ending.FAIL_FAST);
        assertThat(Shop.words(report)).containsEntry("b", "error").containsEntry("later", "skipped");
    }

    @Test
    void goesOnBelowAGroupOnlyIfAllOfItSaysSo() {
        shop.model("a", OnError.CONTINUE, Optional.empty())
                .model("b", "a")
                .model("c", "a")
                .together("g", "a", "b");
        shop.warehouse.failing("create a__new", Kind.STATEMENT, 2);
        assertThat(Shop.words(shop.build(1))).containsEntry("c", "skipped");

        shop.model("b", OnError.CONTINUE, Optional.empty(), "a").together("g", "a", "b");
        assertThat(Shop.words(shop.build(1))).containsEntry("a", "error").containsEntry("c", "success");
    }

    @Test
    void anExpiredMemberIsLeftOut() {
        shop.model("a").expiring("old", "2026-02-28").together("g", "a", "old");

        assertThat(Shop.words(shop.build(1))).isEqualTo(Map.of("a", "success", "old", "no-op"));
    }

    @Test
    void ofAGroupNothingIsPublishedOrRolledBackAlone() {
        abThenC();
        Node a = shop.project().load(Shop.id("a"));

        assertThatThrownBy(() -> Publication.of(a, Map.of(), 63))
                .isInstanceOf(DiagnosticException.class)
                .hasMessage(
                        "models/a.sql:1:1 Cannot publish 'a': it is of transaction group 'g', and the others, which are"
                                + " published with it, were rolled back. Build the group again with 'ashlar build --select a'"
                                + " once its tests let it through.");
        assertThatThrownBy(() -> Rollback.of(a, Map.of(), 63))
                .isInstanceOf(DiagnosticException.class)
                .hasMessage(
                        "models/a.sql:1:1 Cannot roll back 'a': it is of transaction group 'g', and beside the others it"
                                + " would stand as it never did. Let the models of the group read what they are to show, and"
                                + " build them.");
    }
}
