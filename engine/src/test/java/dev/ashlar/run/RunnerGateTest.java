package dev.ashlar.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.Node;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.RunOptions.Flag;
import dev.ashlar.run.RunOptions.Verb;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What tests do to a run. */
@Timeout(60)
class RunnerGateTest {
    private final Shop shop = new Shop();

    private static String error(RunReport report, String model) {
        return ((Outcome.Error) Shop.result(report, Shop.id(model)).outcome())
                .diagnostic()
                .text();
    }

    @Test
    void aGateThatFailsKeepsWhatIsPublishedAndTheCandidate() {
        shop.model("a").model("b", "a").test("no_bad", "a").test("also_no_bad", "a");
        shop.build(1);
        shop.task.sql.put("a", "rows good bad1 bad2");

        RunReport report = shop.build(1);

        assertThat(Shop.words(report))
                .isEqualTo(java.util.Map.of("a", "error", "b", "skipped", "no_bad", "fail", "also_no_bad", "fail"));
        assertThat(error(report, "a"))
                .isEqualTo("models/a.sql:1:1 Model 'a' not published: 2 tests failed (also_no_bad, no_bad).");
        Outcome.Fail fail =
                (Outcome.Fail) Shop.result(report, Shop.testId("no_bad")).outcome();
        assertThat(fail.failures()).isEqualTo(2);
        assertThat(fail.findings().sample().rows()).containsExactly(List.of("bad1"), List.of("bad2"));
        assertThat(shop.warehouse.rows(Shop.relation("a"))).contains(List.of("a"));
        assertThat(shop.warehouse.rows(Shop.relation("a__failed"))).contains(List.of("good", "bad1", "bad2"));
        assertThat(shop.warehouse.rows(Shop.relation("a__new"))).isEmpty();
    }

    @Test
    void aTestThatItselfErrorsFailsTheNode() {
        shop.model("a").test("broken", "a");
        shop.warehouse.failing("bad in", Kind.STATEMENT, 1);

        RunReport report = shop.build(1);

        assertThat(Shop.words(report)).isEqualTo(java.util.Map.of("a", "error", "broken", "error"));
        assertThat(shop.warehouse.rows(Shop.relation("a"))).isEmpty();
    }

    @Test
    void testsOfANodeThatCouldNotBeBuiltAreSkipped() {
        shop.model("a").test("no_bad", "a");
        shop.warehouse.failing("create a__new", Kind.STATEMENT, 1);

        assertThat(Shop.words(shop.build(1))).isEqualTo(java.util.Map.of("a", "error", "no_bad", "skipped"));
    }

    @Test
    void aFreeTestThatFailsSkipsWhatLiesBelowWhatItReads() {
        shop.model("outside").model("b", "outside").test("no_bad", "outside");
        shop.warehouse.put(Shop.relation("outside"), "bad");

        RunReport report = shop.run(Verb.BUILD, new Interruption(), 2, List.of(Shop.id("b"), Shop.testId("no_bad")));

        assertThat(Shop.words(report)).isEqualTo(java.util.Map.of("no_bad", "fail", "b", "skipped"));
    }

    @Test
    void runPublishesWithoutTests() {
        shop.model("a").test("no_bad", "a");
        shop.task.sql.put("a", "rows bad");

        RunReport report = shop.run(Verb.RUN, new Interruption(), 1);

        assertThat(Shop.words(report)).isEqualTo(java.util.Map.of("a", "success"));
        assertThat(shop.warehouse.rows(Shop.relation("a"))).contains(List.of("bad"));
    }

    @Test
    void testLooksAtWhatIsPublishedOrOnRequestAtWhatFailed() {
        shop.model("a").test("no_bad", "a");
        shop.build(1);
        shop.task.sql.put("a", "rows bad");
        shop.build(1);

        assertThat(Shop.words(shop.run(Verb.TEST, new Interruption(), 1)))
                .isEqualTo(java.util.Map.of("no_bad", "pass"));
        assertThat(Shop.words(shop.run(Verb.TEST, new Interruption(), 1, Flag.ON_FAILED)))
                .isEqualTo(java.util.Map.of("no_bad", "fail"));
    }

    @Test
    void aWarningIsAFailureWhereTheUserSaysSo() {
        shop.model("a").test("soft", Node.TestSeverity.WARN, Optional.empty(), "a");
        shop.task.sql.put("a", "rows bad");

        assertThat(Shop.words(shop.build(1))).containsEntry("soft", "warn").containsEntry("a", "success");
        assertThat(Shop.words(shop.build(1, Flag.WARN_ERROR))).containsEntry("soft", "fail");
    }

    @Test
    void storesFailingRowsBesideWhatIsTested() {
        shop.model("a").test("no_bad", "a");
        shop.task.sql.put("a", "rows bad1 ok bad2");

        RunReport report = shop.build(1, Flag.STORE_FAILURES);

        Outcome.Fail fail =
                (Outcome.Fail) Shop.result(report, Shop.testId("no_bad")).outcome();
        assertThat(fail.findings().storedIn()).contains("analytics_failures.no_bad");
        assertThat(shop.warehouse.rows(dev.ashlar.manifest.RelationName.of("analytics_failures", "no_bad")))
                .contains(List.of("bad1", "bad2"));
        assertThat(shop.warehouse.sent()).contains("create schema analytics_failures");
    }
}
