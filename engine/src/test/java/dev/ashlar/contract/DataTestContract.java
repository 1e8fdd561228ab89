package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.Node.Gating;
import dev.ashlar.manifest.Node.StoreFailures;
import dev.ashlar.manifest.Node.TestRules;
import dev.ashlar.manifest.Node.TestScope;
import dev.ashlar.manifest.Node.TestSeverity;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.RunOptions.Flag;
import dev.ashlar.run.RunOptions.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What tests count, and when that is a warning or a failure. */
public interface DataTestContract extends RunContract {
    String EVERY_ROW = "select n from {this} as t order by n";

    private Workshop three() {
        Workshop shop = shop();
        shop.table("t", "select 1 as n union all select 2 union all select 3");
        return shop;
    }

    private String verdict(TestRules rules) {
        Workshop shop = three();
        shop.test("rule", "own", "t", EVERY_ROW, rules);
        return Workshop.words(shop.build()).get("rule");
    }

    private static TestRules rules(TestSeverity severity, String warnIf, String errorIf) {
        return Workshop.rules(severity, warnIf, errorIf);
    }

    @Test
    default void comparesTheCountWithBothConditions() {
        assertThat(verdict(rules(TestSeverity.ERROR, ">= 3", "> 3"))).isEqualTo("warn 3");
        assertThat(verdict(rules(TestSeverity.ERROR, "!= 0", "> 2"))).isEqualTo("fail 3");
        assertThat(verdict(rules(TestSeverity.ERROR, "> 3", "between 10 and 20")))
                .isEqualTo("pass");
        assertThat(verdict(rules(TestSeverity.WARN, "!= 0", "!= 0"))).isEqualTo("warn 3");
    }

    @Test
    default void countsByAnExpressionAndNoMoreRowsThanTheLimit() {
        assertThat(verdict(with("sum(n)", Optional.empty(), Optional.empty()))).isEqualTo("fail 6");
        assertThat(verdict(with("count(*)", Optional.of(2L), Optional.empty()))).isEqualTo("fail 2");
        assertThat(verdict(with("max(case when n > 5 then n end)", Optional.empty(), Optional.empty())))
                .isEqualTo("pass");
    }

    private static TestRules with(String failCalc, Optional<Long> limit, Optional<StoreFailures> stored) {
        return new TestRules(
                TestSeverity.ERROR,
                "!= 0",
                "!= 0",
                failCalc,
                limit,
                Optional.empty(),
                stored,
                TestScope.UNSAID,
                Gating.GATES);
    }

    @Test
    default void showsTheFirstFiveFailingRows() {
        Workshop shop = shop();
        shop.table("t", "select n from " + Numbers.upTo(9) + " as s").test("none", "t", EVERY_ROW);
        Outcome.Fail fail = (Outcome.Fail)
                Workshop.result(shop.build(), Workshop.testId("none")).outcome();
        assertThat(fail.failures()).isEqualTo(9);
        assertThat(fail.findings().sample().rows())
                .containsExactly(List.of(1L), List.of(2L), List.of(3L), List.of(4L), List.of(5L));
    }

    @Test
    default void storesFailingRowsAndReplacesThoseOfTheRunBefore() {
        RelationName kept = RelationName.of(schema() + "_failures", "kept");
        Workshop shop = three();
        shop.test(
                "rule",
                "own",
                "t",
                EVERY_ROW,
                with("count(*)", Optional.empty(), Optional.of(new StoreFailures(kept))));
        shop.build();
        assertThat(rows("select count(*) from " + kept)).isEqualTo(List.of(List.of(3L)));
        shop.table("t", "select 1 as n where 1 = 0");
        assertThat(Workshop.words(shop.build())).containsEntry("rule", "pass");
        assertThat(rows("select count(*) from " + kept)).isEqualTo(List.of(List.of(0L)));
    }

    @Test
    default void doesNotStoreOverATableOfOthers() {
        RelationName kept = relation("theirs");
        shop().execute("create table {schema}.theirs as select 42 as n");
        Workshop shop = three();
        shop.test(
                "rule",
                "own",
                "t",
                EVERY_ROW,
                with("count(*)", Optional.empty(), Optional.of(new StoreFailures(kept))));
        RunReport report = shop.build();
        assertThat(Workshop.words(report)).containsEntry("rule", "fail 3");
        assertThat(Workshop.result(report, Workshop.testId("rule")).notes())
                .singleElement()
                .satisfies(note -> assertThat(note.message()).endsWith("theirs was not made by Ashlar."));
        assertThat(shop.rows("theirs", "n")).containsExactly("42");
    }

    @Test
    default void aTestThatCannotRunFailsItsNode() {
        Workshop shop = three();
        shop.test("wrong", "t", "select nonsense from {this} as t");
        Map<String, String> words = Workshop.words(shop.build());
        assertThat(words.get("wrong")).startsWith("error: Cannot run test 'wrong': ");
        assertThat(words.get("t")).isEqualTo("error: Model 't' not published: 1 test failed (wrong).");
        assertThat(shop.exists("t")).isFalse();
    }

    @Test
    default void theTestCommandLooksAtWhatIsPublishedOrAtWhatFailed() {
        Workshop shop = three();
        shop.build();
        shop.table("t", "select 7 as n").test("small", "t", "select n from {this} as t where n > 5");
        shop.build();
        assertThat(Workshop.words(shop.run(Verb.TEST, new Interruption()))).isEqualTo(Map.of("small", "pass"));
        assertThat(Workshop.words(shop.run(Verb.TEST, new Interruption(), Flag.ON_FAILED)))
                .isEqualTo(Map.of("small", "fail 1"));
    }
}
