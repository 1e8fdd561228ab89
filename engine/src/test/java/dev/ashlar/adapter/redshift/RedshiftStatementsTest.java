package dev.ashlar.adapter.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.IncrementalContract;
import dev.ashlar.contract.Workshop;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.wire.SeenStatement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/**
 * What a node costs, as the front counted it on the wire: commits queue for the whole cluster. Questions that change nothing
 * are left out.
 */
final class RedshiftStatementsTest extends RedshiftRuns {
    private static final String ALL = "select cast(%d as bigint) as id, cast('%s' as varchar(10)) as v";

    private static String rows(int id, String v) {
        return String.format(Locale.ROOT, ALL, id, v);
    }

    /** The writing statements of the one session that makes {@code t}, up to the commit of its marker, and how many were committed. */
    private record Cost(List<String> statements, int commits) {}

    private Cost built() {
        front().proxy().reset();
        Map<Integer, Integer> commitsBefore = new ConcurrentHashMap<>();
        front().proxy()
                .watch(seen -> commitsBefore.put(seen.number(), front().proxy().commits(seen.session())));
        assertThat(shop().build().failed()).isFalse();
        List<SeenStatement> seen = front().proxy().statements();
        int first = first(seen, 0, "create temporary table \"t__", "create table \"" + schema + "\".\"t", "begin");
        int session = seen.get(first).session();
        int last = first(seen, lastMarker(seen), "commit");
        List<String> statements = seen.subList(first, last + 1).stream()
                .filter(statement -> statement.session() == session)
                .map(statement -> statement.text().strip().replace(schema, "s").replaceAll("\\s+", " "))
                .filter(text -> !text.startsWith("select") && !text.startsWith("with"))
                .map(RedshiftStatementsTest::head)
                .toList();
        // what other sessions do meanwhile is not counted
        int commits = seen.subList(last + 1, seen.size()).stream()
                .filter(statement -> statement.session() == session)
                .findFirst()
                .map(next -> commitsBefore.get(next.number()))
                .orElseGet(() -> front().proxy().commits(session));
        return new Cost(statements, commits - commitsBefore.get(seen.get(first).number()));
    }

    private int lastMarker(List<SeenStatement> seen) {
        String begins = "insert into \"" + schema + "_meta\".\"markers\"";
        int last = -1;
        for (int i = 0; i < seen.size(); i++) if (seen.get(i).text().startsWith(begins)) last = i;
        return last;
    }

    private static int first(List<SeenStatement> seen, int from, String... beginnings) {
        for (int i = from; i < seen.size(); i++)
            for (String beginning : beginnings) if (seen.get(i).text().strip().startsWith(beginning)) return i;
        throw new AssertionError("Not sent: " + List.of(beginnings) + " among " + seen);
    }

    private static String head(String text) {
        return text.replaceFirst(" (as select|as with|set|using|values|where|\\().*", "");
    }

    /** On the wire and in the results of a run, which count the statistics that follow a large change, too. */
    private void assertCommits(Cost cost, int commits) {
        assertThat(cost.commits()).isEqualTo(commits);
        front().proxy().reset();
        NodeResult result = Workshop.result(shop().build(), Workshop.id("t"));
        long statistics = front().proxy().statements().stream()
                .filter(seen -> seen.text().startsWith("analyze"))
                .count();
        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Success.class,
                        success -> assertThat(success.commits() - statistics).isEqualTo(commits));
    }

    @Test
    void aGatedTableIsRebuiltBySixStatementsAndTwoCommits() {
        shop().table("t", rows(1, "a")).test("t_whole", "t", "select * from {this} as t where v is null");
        shop().build();
        Cost cost = built();
        assertThat(cost.statements())
                .containsExactly(
                        "create table \"s\".\"t__new\"",
                        "begin",
                        "drop table \"s\".\"t\"",
                        "alter table \"s\".\"t__new\" rename to \"t\"",
                        "insert into \"s_meta\".\"markers\"",
                        "commit");
        assertCommits(cost, 2);
    }

    private void increment(IncrementalStrategy strategy, String... keys) {
        Incremental how = IncrementalContract.by(strategy, keys);
        shop().incremental("t", how, rows(1, "a"), rows(1, "b") + " union all " + rows(2, "c"));
        shop().build();
    }

    /** All that stays is changed between one begin and one commit; the batch, a temporary table, is a commit of its own. */
    private static void assertOneTransaction(Cost cost) {
        assertThat(cost.statements().get(0)).isEqualTo("create temporary table \"t__batch\"");
        List<String> lasting = cost.statements().subList(1, cost.statements().size());
        assertThat(lasting).startsWith("begin").endsWith("commit");
        assertThat(lasting)
                .filteredOn(text -> text.equals("begin") || text.equals("commit"))
                .hasSize(2);
    }

    @Test
    void anAppendIsOneTransactionBehindATemporaryTable() {
        increment(new IncrementalStrategy.Append());
        Cost cost = built();
        assertOneTransaction(cost);
        assertThat(cost.statements())
                .containsExactly(
                        "create temporary table \"t__batch\"",
                        "begin",
                        "insert into \"s\".\"t\"",
                        "drop table if exists \"t__batch\"",
                        "insert into \"s_meta\".\"markers\"",
                        "commit");
        assertCommits(cost, 2);
    }

    @Test
    void aMergeIsOneTransactionBehindATemporaryTable() {
        increment(IncrementalContract.MERGE, "id");
        Cost cost = built();
        assertOneTransaction(cost);
        assertThat(cost.statements())
                .containsExactly(
                        "create temporary table \"t__batch\"",
                        "begin",
                        "merge into \"s\".\"t\"",
                        "drop table if exists \"t__batch\"",
                        "insert into \"s_meta\".\"markers\"",
                        "commit");
        assertCommits(cost, 2);
    }

    @Test
    void aDeleteAndInsertIsOneTransactionBehindATemporaryTable() {
        increment(new IncrementalStrategy.DeleteInsert(), "id");
        Cost cost = built();
        assertOneTransaction(cost);
        assertThat(cost.statements())
                .containsExactly(
                        "create temporary table \"t__batch\"",
                        "begin",
                        "delete from \"s\".\"t\"",
                        "insert into \"s\".\"t\"",
                        "drop table if exists \"t__batch\"",
                        "insert into \"s_meta\".\"markers\"",
                        "commit");
        assertCommits(cost, 2);
    }

    @Test
    void aSeedIsTwoTransactions() {
        shop().seed("t", List.of(CatalogColumn.of("id", "bigint")), List.of(List.of(1L)));
        shop().build();
        Cost cost = built();
        assertThat(cost.commits()).isEqualTo(2);
    }

    @Test
    void aViewIsReplacedInOneTransaction() {
        shop().view("t", rows(1, "a"));
        shop().build();
        shop().forget().view("t", rows(2, "b"));
        Cost cost = built();
        assertThat(cost.statements())
                .containsExactly(
                        "begin", "create or replace view \"s\".\"t\"", "insert into \"s_meta\".\"markers\"", "commit");
        assertCommits(cost, 1);
    }
}
