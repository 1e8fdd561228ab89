package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.RunOptions.Flag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A table is built beside what is published, tested there, and put in its place at once. */
public interface TableContract extends RunContract {
    @Test
    default void buildsATableAndCountsItsRows() {
        RunReport report = shop().table("t", "select 1 as a union all select 2").build();

        Outcome.Success success =
                (Outcome.Success) Workshop.result(report, Workshop.id("t")).outcome();
        assertThat(success.rows().inserted()).isEqualTo(2);
        assertThat(success.commits()).isEqualTo(2);
        assertThat(count("t")).isEqualTo(2);
    }

    @Test
    default void aSecondBuildTakesThePlaceOfTheFirst() {
        Workshop shop = shop();
        shop.table("t", "select 1 as a").build();
        shop.table("t", "select 2 as b, 'x' as c").build();

        assertThat(shop.rows("t", "b, c")).containsExactly("2,x");
        assertThat(shop.exists("t__new")).isFalse();
        assertThat(shop.exists("t__old")).isFalse();
    }

    @Test
    default void aViewBecomesATableAndAViewAgain() {
        Workshop shop = shop();
        assertThat(Workshop.words(shop.view("t", "select 1 as a").build())).isEqualTo(Map.of("t", "success"));
        assertThat(Workshop.words(shop.table("t", "select 2 as a").build())).isEqualTo(Map.of("t", "success"));
        assertThat(shop.rows("t", "a")).containsExactly("2");
        assertThat(Workshop.words(shop.view("t", "select 3 as a").build())).isEqualTo(Map.of("t", "success"));
        assertThat(shop.rows("t", "a")).containsExactly("3");
    }

    @Test
    default void aGatedViewBecomesAGatedTableAndAViewAgain() {
        Workshop shop = shop();
        for (boolean table : new boolean[] {false, true, false}) {
            if (table) shop.table("t", "select 1 as a");
            else shop.view("t", "select 1 as a");
            shop.test("no_two", "t", "select * from {this} as t where a = 2");
            assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("t", "success", "no_two", "pass"));
        }
        assertThat(shop.exists("t__new")).isFalse();
    }

    @Test
    default void whatOthersMadeIsRefusedByName() {
        Workshop shop = shop();
        shop.execute("create table {schema}.t as select 42 as theirs");

        RunReport report = shop.table("t", "select 1 as a").build();

        assertThat(Workshop.words(report).get("t"))
                .startsWith("error: Cannot build model 't': table ")
                .endsWith("t exists and was not made by Ashlar.");
        assertThat(shop.rows("t", "theirs")).containsExactly("42");
    }

    @Test
    default void adoptKeepsTheirTableBesideOurs() {
        Workshop shop = shop();
        shop.execute("create table {schema}.t as select 42 as theirs");

        shop.table("t", "select 1 as a").build(Flag.ADOPT);

        assertThat(shop.rows("t", "a")).containsExactly("1");
        assertThat(shop.rows("t__old", "theirs")).containsExactly("42");
        assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("t", "success"));
    }

    @Test
    default void aGateThatFailsLeavesThePublishedRowsAndKeepsTheCandidate() {
        Workshop shop = shop();
        shop.table("t", "select 1 as a").test("positive", "t", "select * from {this} as t where a < 0");
        shop.build();
        shop.table("t", "select -1 as a union all select 5");

        RunReport report = shop.build();

        assertThat(Workshop.words(report))
                .isEqualTo(
                        Map.of("t", "error: Model 't' not published: 1 test failed (positive).", "positive", "fail 1"));
        assertThat(shop.rows("t", "a")).containsExactly("1");
        assertThat(shop.rows("t__failed", "a")).containsExactly("-1", "5");
        assertThat(shop.exists("t__new")).isFalse();

        shop.table("t", "select 7 as a");
        assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("t", "success", "positive", "pass"));
        assertThat(shop.exists("t__failed")).isFalse();
    }

    @Test
    default void aBuildThatFailsChangesNothingAndShowsThePlace() {
        Workshop shop = shop();
        shop.table("t", "select 1 as a").build();
        shop.table("t", "select 1 as a,\n    no_such_column as b");

        RunReport report = shop.build();

        Outcome.Error error =
                (Outcome.Error) Workshop.result(report, Workshop.id("t")).outcome();
        assertThat(error.diagnostic().location().orElseThrow()).hasToString("models/t.sql:2:5");
        assertThat(error.diagnostic().excerpt()).isEqualTo("  2 |     no_such_column as b\n    |     ^");
        assertThat(shop.rows("t", "a")).containsExactly("1");
        assertThat(shop.exists("t__new")).isFalse();
    }

    @Test
    default void hooksCommitWithWhatTheyBelongTo() {
        Workshop shop = shop();
        shop.execute("create table {schema}.audit (word varchar(20))");
        String audit = relation("audit").quoted();
        shop.hooked(
                "t",
                "select 1 as a",
                "insert into " + audit + " values ('pre')",
                "insert into " + audit + " values ('post')");
        shop.build();
        assertThat(shop.rows("audit", "word")).containsExactly("post", "pre");

        shop.hooked("t", "select nonsense", "insert into " + audit + " values ('pre')", "select 1");
        shop.build();
        assertThat(shop.rows("audit", "word")).hasSize(2);

        shop.hooked("t", "select 2 as a", "insert into " + audit + " values ('pre2')", "select nonsense");
        assertThat(Workshop.words(shop.build()).get("t")).startsWith("error");
        assertThat(shop.rows("t", "a")).containsExactly("1");
        assertThat(shop.rows("audit", "word"))
                .as("the candidate's own transaction")
                .hasSize(3);
    }

    @Test
    default void childrenReadWhatWasJustPublished() {
        Workshop shop = shop();
        shop.table("a", "select 1 as n").table("b", "select n + 1 as n from {a} as a", "a");
        shop.view("c", "select n + 1 as n from {b} as b", "b");
        shop.build();
        assertThat(shop.rows("c", "n")).containsExactly("3");
    }

    @Test
    @Timeout(60)
    default void fourReadersNeverSeeAnythingButAWholeVersion() throws InterruptedException {
        Workshop shop = shop();
        swap(shop, 0);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger reads = new AtomicInteger();
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String from = relation(i % 2 == 0 ? "t" : "over_t").quoted();
            Thread reader = new Thread(() -> read(from, stop, reads, wrong));
            readers.add(reader);
            reader.start();
        }
        for (int version = 1; version <= 15; version++) swap(shop, version);
        stop.set(true);
        for (Thread reader : readers) reader.join();

        assertThat(wrong).isEmpty();
        assertThat(reads.get()).isGreaterThan(15);
        assertThat(shop.rows("over_t", "count(*), max(version)")).containsExactly("20000,15");
    }

    private static void swap(Workshop shop, int version) {
        shop.indexed("t", "n", "select " + version + " as version, n from " + Numbers.upTo(20_000) + " as s");
        shop.view("over_t", "select * from {t} as t", "t");
        RunReport report = shop.build();
        assertThat(Workshop.words(report)).isEqualTo(Map.of("t", "success", "over_t", "success"));
    }

    private void read(String from, AtomicBoolean stop, AtomicInteger reads, List<String> wrong) {
        try (WarehouseSession session = warehouse().open()) {
            while (!stop.get()) {
                List<Object> row = session.read("select count(*), count(distinct version) from " + from, 1)
                        .rows()
                        .get(0);
                if (!row.equals(List.of(20_000L, 1L))) wrong.add(row.toString());
                reads.incrementAndGet();
            }
        } catch (RuntimeException e) {
            wrong.add(e.toString());
        }
    }
}
