package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Displaced;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.NullKeys;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Node;
import dev.ashlar.port.RunListener;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.RunOptions.Flag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Models of one transaction group are published together or not at all. */
public interface TransactionGroupContract extends RunContract {
    /** A table of orders, their items as an increment, and a table of both that reads the two: of one day. */
    private Workshop day(Workshop shop, int day) {
        String order = "select cast(" + day + " as bigint) as id, cast('o" + day + "' as varchar(10)) as v";
        String items = "select cast(" + day + " as bigint) as order_id, cast(" + day + " as bigint) as n"
                + " union all select 1, " + (100 + day);
        shop.forget()
                .table("orders", order)
                .incremental("items", IncrementalContract.by(IncrementalContract.MERGE, "order_id"), items, items)
                .table(
                        "totals",
                        "select o.v, i.n, (select count(*) from {items} as every_item) as items from {orders} as o"
                                + " join {items} as i on i.order_id = o.id",
                        "orders",
                        "items")
                .table("report", "select count(*) as n from {totals} as t", "totals");
        for (String name : List.of("orders", "items", "totals")) shop.saying(name, ModelWords.together("sales"));
        return shop;
    }

    private Workshop built() {
        Workshop shop = day(shop(), 2);
        assertThat(Workshop.words(shop.build()))
                .isEqualTo(Map.of("orders", "success", "items", "success", "totals", "success", "report", "success"));
        return shop;
    }

    private void assertDay(Workshop shop, int day, String... items) {
        assertThat(shop.rows("orders", "v")).containsExactly("o" + day);
        assertThat(shop.rows("items", "order_id, n")).containsExactly(items);
        assertThat(shop.rows("totals", "v, n, items")).containsExactly("o" + day + "," + day + "," + items.length);
    }

    private void assertNothingLeft(Workshop shop, String... kept) {
        for (String name : List.of("orders", "items", "totals")) {
            for (String suffix : List.of("__new", "__failed", "__replaced")) {
                assertThat(shop.exists(name + suffix))
                        .describedAs(name + suffix)
                        .isEqualTo(Set.of(kept).contains(name + suffix));
            }
        }
    }

    @Test
    default void aMemberReadsTheOthersAsTheyWillBe() {
        Workshop shop = built();
        assertDay(shop, 2, "1,102", "2,2");

        assertThat(Workshop.words(day(shop, 3).build())).doesNotContainValue("skipped");

        assertDay(shop, 3, "1,103", "2,2", "3,3");
        assertNothingLeft(shop);
    }

    @Test
    default void oneTransactionPublishesAllOfThem() {
        Workshop shop = built();
        List<String> words = Collections.synchronizedList(new ArrayList<>());
        shop.listener = new RunListener() {
            @Override
            public void statement(Node node, String sql) {
                words.add(node.name() + " " + sql.strip().split("[\\s(]+", 2)[0].toLowerCase(Locale.ROOT));
            }
        };
        RunReport report = day(shop, 3).build();

        int commits = 0;
        for (String name : List.of("orders", "items", "totals")) {
            commits += ((Outcome.Success)
                            Workshop.result(report, Workshop.id(name)).outcome())
                    .commits();
        }
        List<String> group =
                words.stream().filter(word -> !word.startsWith("report ")).toList();
        List<String> last = group.subList(
                group.lastIndexOf(group.stream()
                        .filter(word -> word.endsWith(" begin"))
                        .reduce((one, other) -> other)
                        .orElseThrow()),
                group.size());
        assertThat(last).filteredOn(word -> word.endsWith(" commit")).hasSize(1);
        assertThat(last).filteredOn(word -> word.endsWith(" drop")).anyMatch(word -> word.startsWith("orders"));
        assertThat(last.stream().map(word -> word.split(" ")[0])).contains("orders", "items", "totals");
        // two candidates, a staged batch, and the publication
        assertThat(commits).isEqualTo(4);
    }

    private Workshop keeping(Workshop shop) {
        for (String name : List.of("orders", "items", "totals")) {
            shop.saying(name, ModelWords.displacing(Displaced.KEPT));
        }
        return shop;
    }

    @Test
    default void membersKeepWhatTheyReplaceAndGiveItUpTogether() {
        Workshop shop = keeping(day(shop(), 2));
        shop.build();

        assertThat(Workshop.words(keeping(day(shop, 3)).build())).doesNotContainValue("skipped");

        assertDay(shop, 3, "1,103", "2,2", "3,3");
        assertThat(shop.rows("orders__previous", "v")).containsExactly("o2");
        assertThat(shop.rows("totals__previous", "v, n, items")).containsExactly("o2,2,2");
        assertThat(shop.exists("items__previous"))
                .as("an increment displaces nothing")
                .isFalse();
        assertNothingLeft(shop);

        keeping(day(shop, 4)).test("small", "totals", "select * from {this} as t where n > 2");
        assertThat(Workshop.words(shop.build())).containsEntry("small", "fail 1");
        assertDay(shop, 3, "1,103", "2,2", "3,3");
        assertThat(shop.rows("orders__previous", "v")).containsExactly("o2");
        assertThat(shop.rows("totals__previous", "v, n, items")).containsExactly("o2,2,2");

        keeping(day(shop, 5)).build(Flag.FULL_REFRESH);
        assertThat(shop.rows("orders__previous", "v")).containsExactly("o3");
        assertThat(shop.rows("items__previous", "order_id, n")).containsExactly("1,103", "2,2", "3,3");
        assertDay(shop, 5, "1,105", "5,5");

        assertThat(Workshop.words(day(shop, 6).build())).doesNotContainValue("skipped");
        for (String name : List.of("orders", "items", "totals")) {
            assertThat(shop.exists(name + "__previous")).as(name).isFalse();
        }
    }

    @Test
    default void aTestThatFailsOnALaterMemberKeepsAllBack() {
        Workshop shop = built();
        day(shop, 3)
                .test("orders_known", "orders", "select * from {this} as t where v is null")
                .test("small", "totals", "select * from {this} as t where n > 2");

        RunReport report = shop.build();

        assertThat(Workshop.words(report))
                .isEqualTo(Map.of(
                        "orders", "skipped",
                        "orders_known", "pass",
                        "items", "skipped",
                        "totals", "error: Model 'totals' not published: 1 test failed (small).",
                        "small", "fail 1",
                        "report", "skipped"));
        Outcome.Skipped orders =
                (Outcome.Skipped) Workshop.result(report, Workshop.id("orders")).outcome();
        assertThat(orders).isEqualTo(new Outcome.Skipped(Optional.of(Workshop.id("totals")), "rolled back by totals"));
        assertDay(shop, 2, "1,102", "2,2");
        assertNothingLeft(shop, "totals__failed");
        assertThat(shop.rows("totals__failed", "v, n, items")).containsExactly("o3,3,3");

        assertThat(Workshop.words(day(shop, 3).build())).doesNotContainValue("skipped");
        assertDay(shop, 3, "1,103", "2,2", "3,3");
        assertNothingLeft(shop);
    }

    @Test
    default void aTestOfTheWholeThatFailsInTheTransactionRollsAllBack() {
        Workshop shop = built();
        day(shop, 3)
                .test(
                        "all_sold",
                        List.of("items", "orders"),
                        "select * from {items} as i where not exists"
                                + " (select 1 from {orders} as o where o.id = i.order_id) and i.order_id = 2");

        RunReport report = shop.build();

        assertThat(Workshop.words(report))
                .containsEntry("all_sold", "fail 1")
                .containsEntry("items", "error: Model 'items' not published: 1 test failed (all_sold).")
                .containsEntry("orders", "skipped")
                .containsEntry("totals", "skipped")
                .containsEntry("report", "skipped");
        assertDay(shop, 2, "1,102", "2,2");
        assertNothingLeft(shop, "items__failed");
        assertThat(shop.rows("items__failed", "order_id, n")).containsExactly("1,103", "3,3");
    }

    @Test
    default void aMemberThatCannotBeBuiltKeepsAllBack() {
        Workshop shop = built();
        day(shop, 3)
                .table("totals", "select v, wrong_column from {orders} as o", "orders", "items")
                .saying("totals", ModelWords.together("sales"));

        RunReport report = shop.build();

        assertThat(Workshop.words(report).get("totals")).startsWith("error: Cannot build model 'totals': ");
        assertThat(Workshop.words(report))
                .containsEntry("orders", "skipped")
                .containsEntry("items", "skipped")
                .containsEntry("report", "skipped");
        assertDay(shop, 2, "1,102", "2,2");
        assertNothingLeft(shop);
    }

    @Test
    default void aMemberThatCannotBePublishedKeepsAllBack() {
        Workshop shop = built();
        day(shop, 3)
                .hooked("totals", "select 1 as n", "select 1", "select * from there_is_no_such_table")
                .saying("totals", ModelWords.together("sales"));

        RunReport report = shop.build();

        assertThat(Workshop.words(report).get("totals"))
                .startsWith("error: Cannot publish model 'totals' with transaction group 'sales': ");
        assertThat(Workshop.words(report)).containsEntry("orders", "skipped").containsEntry("items", "skipped");
        assertDay(shop, 2, "1,102", "2,2");
        assertNothingLeft(shop);
    }

    @Test
    default void hooksOfThePublicationSeeTheOthersPublished() {
        Workshop shop = built();
        shop.execute("create table {schema}.seen (v varchar(10))");
        day(shop, 3)
                .hooked(
                        "totals",
                        "select v as v from {orders} as o",
                        "select 1",
                        "insert into " + schema() + ".seen select v from {orders} as o")
                .saying("totals", ModelWords.together("sales"));

        assertThat(Workshop.words(shop.build())).doesNotContainValue("skipped");

        assertThat(shop.rows("seen", "v")).containsExactly("o3");
    }

    @Test
    default void hooksOfAnIncrementSeeTheOthersPublishedToo() {
        Workshop shop = shop();
        shop.execute("create table {schema}.seen (v varchar(10))");
        for (int day = 1; day <= 2; day++) {
            shop.forget()
                    .table("orders", "select cast('o" + day + "' as varchar(10)) as v")
                    .incremental(
                            "items",
                            IncrementalContract.by(new IncrementalStrategy.Append()),
                            "select " + day + " as n",
                            "select " + day + " as n",
                            "orders")
                    .hooking("items", "insert into " + schema() + ".seen select v from {orders} as o")
                    .test(
                            "items_whole",
                            List.of("items", "orders"),
                            "select v from {orders} as o where v <> 'o" + day + "'")
                    .saying("orders", ModelWords.together("g"))
                    .saying("items", ModelWords.together("g"));
            assertThat(Workshop.words(shop.build()).values()).containsOnly("success", "pass");
        }
        assertThat(shop.rows("seen", "v")).containsExactly("o1", "o2");
        assertThat(shop.rows("items", "n")).containsExactly("1", "2");
    }

    @Test
    default void aWholeGroupIsRebuiltAndFailsAsAWhole() {
        Workshop shop = built();
        assertThat(Workshop.words(day(shop, 3).build(Flag.FULL_REFRESH))).doesNotContainValue("skipped");
        assertDay(shop, 3, "1,103", "3,3");

        day(shop, 4).test("small", "totals", "select * from {this} as t where n > 2");
        assertThat(Workshop.words(shop.build(Flag.FULL_REFRESH))).containsEntry("items", "skipped");

        assertDay(shop, 3, "1,103", "3,3");
        assertNothingLeft(shop, "totals__failed");
    }

    @Test
    default void anIncrementIsSeenAsItsStrategyWillLeaveIt() {
        String first = "select cast(1 as bigint) as k, cast('a' as varchar(10)) as v, cast('x' as varchar(10)) as w"
                + " union all select 2, 'b', 'y'";
        String second = "select cast(2 as bigint) as k, cast('B' as varchar(10)) as v, cast('Y' as varchar(10)) as w"
                + " union all select 3, 'c', 'z'";
        Map<Incremental, List<String>> expected = Map.of(
                IncrementalContract.by(new IncrementalStrategy.Append()),
                List.of("1,a,x", "2,B,Y", "2,b,y", "3,c,z"),
                IncrementalContract.by(new IncrementalStrategy.DeleteInsert(), "k"),
                List.of("1,a,x", "2,B,Y", "3,c,z"),
                IncrementalContract.by(IncrementalContract.MERGE, "k"),
                List.of("1,a,x", "2,B,Y", "3,c,z"),
                IncrementalContract.by(new IncrementalStrategy.Merge(List.of(new ColumnName("v")), List.of()), "k"),
                List.of("1,a,x", "2,B,y", "3,c,z"),
                new Incremental(
                        new IncrementalStrategy.DeleteInsert(),
                        List.of(new ColumnName("k")),
                        NullKeys.REFUSED,
                        OnSchemaChange.IGNORE,
                        List.of("DBT_INTERNAL_DEST.w <> 'y'")),
                List.of("1,a,x", "2,B,Y", "2,b,y", "3,c,z"),
                new Incremental(
                        new IncrementalStrategy.InsertOverwrite(List.of(new ColumnName("k"))),
                        List.of(),
                        NullKeys.REFUSED,
                        OnSchemaChange.IGNORE,
                        List.of()),
                List.of("1,a,x", "2,B,Y", "3,c,z"));
        expected.forEach((how, rows) -> {
            Workshop shop = shop();
            shop.forget()
                    .incremental("t", how, first, second)
                    .table("copied", "select k, v, w from {t} as t", "t")
                    .saying("t", ModelWords.together("g"))
                    .saying("copied", ModelWords.together("g"));
            assertThat(Workshop.words(shop.build(Flag.FULL_REFRESH)).values()).containsOnly("success");
            assertThat(Workshop.words(shop.build()).values()).containsOnly("success");
            assertThat(shop.rows("t", "k, v, w")).describedAs(how.toString()).isEqualTo(rows);
            assertThat(shop.rows("copied", "k, v, w"))
                    .describedAs(how.toString())
                    .isEqualTo(rows);
        });
    }

    @Test
    default void aColumnThatAnIncrementBringsIsSeenByItsReaders() {
        Workshop shop = shop();
        Incremental how = new Incremental(
                IncrementalContract.MERGE,
                List.of(new ColumnName("k")),
                NullKeys.REFUSED,
                OnSchemaChange.APPEND_NEW_COLUMNS,
                List.of());
        shop.forget()
                .incremental("t", how, "select cast(1 as bigint) as k, cast(5 as bigint) as gone", "")
                .saying("t", ModelWords.together("g"));
        shop.build();
        shop.forget()
                .incremental("t", how, "", "select cast(2 as bigint) as k, cast('n' as varchar(10)) as fresh")
                .table("copied", "select k, gone, fresh from {t} as t", "t")
                .saying("t", ModelWords.together("g"))
                .saying("copied", ModelWords.together("g"));

        assertThat(Workshop.words(shop.build()).values()).containsOnly("success");

        assertThat(shop.rows("copied", "k, gone, fresh")).containsExactly("1,5,null", "2,null,n");
        assertThat(shop.rows("t", "k, gone, fresh")).containsExactly("1,5,null", "2,null,n");
    }

    private Workshop streams(Workshop shop, String[] orders, String[] items) {
        shop.forget()
                .incremental(
                        "orders", CdcContract.hard(), CdcContract.operations(orders), CdcContract.operations(orders))
                .incremental("items", CdcContract.hard(), CdcContract.operations(items), CdcContract.operations(items))
                .table(
                        "totals",
                        "select o.id, o.v, i.w from {orders} as o join {items} as i on i.id = o.id",
                        "orders",
                        "items");
        for (String name : List.of("orders", "items", "totals")) shop.saying(name, ModelWords.together("sales"));
        return shop;
    }

    @Test
    default void changeStreamsAreAppliedTogetherTombstonesIncluded() {
        Workshop shop = shop();
        streams(shop, new String[] {"1 I 1 a", "2 I 1 b"}, new String[] {"1 I 1 x 10", "2 I 1 y 20"});
        assertThat(Workshop.words(shop.build()).values()).containsOnly("success");
        assertThat(shop.rows("totals", "id, v, w")).containsExactly("1,a,10", "2,b,20");

        String[] orders = {"1 U 2 A", "2 D 2 -"};
        String[] items = {"1 U 2 x 11", "2 D 2 -"};
        streams(shop, orders, items).test("none_left", "totals", "select * from {this} as t where v = 'A'");
        assertThat(Workshop.words(shop.build()))
                .containsEntry("orders", "skipped")
                .containsEntry("items", "skipped");
        assertThat(shop.rows("orders", "id, v")).containsExactly("1,a", "2,b");
        assertThat(shop.rows("items", "id, w")).containsExactly("1,10", "2,20");

        assertThat(Workshop.words(streams(shop, orders, items).build()).values())
                .containsOnly("success");
        assertThat(shop.rows("orders", "id, v")).containsExactly("1,A");
        assertThat(shop.rows("totals", "id, v, w")).containsExactly("1,A,11");

        // what is older than the deletion does not come back
        String[] late = {"2 U 1 late"};
        assertThat(Workshop.words(streams(shop, late, late).build()).values()).containsOnly("success");
        assertThat(shop.rows("orders", "id, v")).containsExactly("1,A");
        assertThat(shop.rows("totals", "id, v, w")).containsExactly("1,A,11");
    }

    @Test
    default void aTestOfALaterMemberSeesTheEarlierOnesAsTheyWillBe() {
        Workshop shop = built();
        day(shop, 3)
                .test(
                        "totals_of_orders",
                        List.of("totals", "orders"),
                        "select * from {totals} as t where t.v not in (select o.v from {orders} as o)");

        assertThat(Workshop.words(shop.build())).containsEntry("totals_of_orders", "pass");
        assertDay(shop, 3, "1,103", "2,2", "3,3");
    }

    @Test
    default void aViewOfOthersOverTwoMembersStaysWhole() {
        Workshop shop = built();
        shop.execute("create view {schema}.w as select o.v, t.n from {schema}.orders as o join {schema}.totals as t"
                + " on t.v = o.v");

        assertThat(Workshop.words(day(shop, 3).build())).doesNotContainValue("skipped");

        assertThat(shop.rows("w", "v, n")).containsExactly("o3,3");
    }

    @Test
    default void groupsRunBesideOtherNodes() {
        Workshop shop = shop();
        shop.threads = 4;
        shop.forget();
        for (int g = 1; g <= 3; g++) {
            for (int m = 1; m <= 3; m++) {
                String name = "g" + g + "_m" + m;
                shop.table(name, "select " + m + " as n").saying(name, ModelWords.together("g" + g));
            }
            shop.table("after" + g, "select n from {g" + g + "_m2} as t", "g" + g + "_m2", "g" + (g % 3 + 1) + "_m1");
        }
        for (int again = 0; again < 2; again++) {
            RunReport report = shop.build();
            assertThat(Workshop.words(report)).hasSize(12);
            assertThat(Workshop.words(report).values()).containsOnly("success");
            assertThat(report.results().stream().map(NodeResult::node)).doesNotHaveDuplicates();
        }
    }
}
