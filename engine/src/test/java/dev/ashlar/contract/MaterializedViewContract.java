package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A materialized view is refreshed while its query stays, and built anew when that changes. */
public interface MaterializedViewContract extends RunContract {
    Map<String, String> WELL = Map.of("m", "success");

    private String counted() {
        return "select name, count(*) as n from " + relation("base").quoted() + " group by name";
    }

    private void base(String... names) {
        shop().execute("create table {schema}.base (name varchar(10))");
        arrive(names);
    }

    private void arrive(String... names) {
        for (String name : names) shop().execute("insert into {schema}.base values ('" + name + "')");
    }

    private List<String> sentBy(Workshop shop, List<String> sent) {
        sent.clear();
        assertThat(Workshop.words(shop.build())).isEqualTo(WELL);
        return List.copyOf(sent);
    }

    private Workshop watched(List<String> sent) {
        return new Workshop(engine(), new WatchedWarehouse(warehouse(), new WatchedWarehouse.Watch() {
            @Override
            public void before(String statement) {
                sent.add(statement);
            }

            @Override
            public void after(String statement) {}
        }));
    }

    @Test
    default void isRefreshedWhileItsQueryStaysAndBuiltAnewWhenItChanges() {
        base("a");
        List<String> sent = Collections.synchronizedList(new ArrayList<>());
        Workshop shop = watched(sent).materializedView("m", List.of(), counted());
        assertThat(sentBy(shop, sent)).contains("CreateMaterializedView").doesNotContain("RefreshMaterializedView");
        assertThat(shop.rows("m", "name, n")).containsExactly("a,1");

        arrive("a", "b");
        assertThat(sentBy(shop, sent)).contains("RefreshMaterializedView").doesNotContain("CreateMaterializedView");
        assertThat(shop.rows("m", "name, n")).containsExactly("a,2", "b,1");

        shop.materializedView(
                "m",
                List.of(),
                "select name, 7 as seven from " + relation("base").quoted());
        assertThat(sentBy(shop, sent)).contains("CreateMaterializedView").doesNotContain("RefreshMaterializedView");
        assertThat(shop.rows("m", "name, seven")).containsExactly("a,7", "a,7", "b,7");
        assertThat(shop.exists("m__new")).isFalse();
    }

    @Test
    default void eachIsRefreshedAfterThoseItReads() {
        base("a");
        Workshop shop = shop().materializedView("m", List.of(), counted())
                .materializedView("k", List.of(), "select sum(n) as total from {m} as m", "m")
                .materializedView("j", List.of(), "select total * 10 as tenfold from {k} as k", "k");
        shop.build();
        arrive("b", "c");
        assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("m", "success", "k", "success", "j", "success"));
        assertThat(shop.rows("j", "cast(tenfold as integer)")).containsExactly("30");
    }

    @Test
    default void survivesTheSwapOfATableItReadsAlthoughItIsNotInTheRun() {
        Workshop both = shop().table("t", "select cast('a' as varchar(10)) as name")
                .materializedView("m", List.of(), "select name, count(*) as n from {t} group by name", "t");
        Map<String, String> well = Map.of("t", "success", "m", "success");
        assertThat(Workshop.words(both.build())).isEqualTo(well);
        Workshop alone = new Workshop(engine()).table("t", "select cast('b' as varchar(10)) as name, 1 as more");

        assertThat(Workshop.words(alone.build())).isEqualTo(Map.of("t", "success"));

        assertThat(both.rows("m", "name, n")).as("filled anew").containsExactly("b,1");
        both.table("t", "select cast('c' as varchar(10)) as name");
        assertThat(Workshop.words(both.build())).as("still known as ours").isEqualTo(well);
        assertThat(both.rows("m", "name, n")).containsExactly("c,1");
    }

    @Test
    default void whatItsTestsRefuseIsNotPublished() {
        base("a");
        Workshop shop = shop().materializedView("m", List.of(), counted())
                .test("no_b", "m", "select * from {this} as m where name = 'b'");
        shop.build();
        arrive("b");

        assertThat(Workshop.words(shop.build()))
                .containsEntry("m", "error: Model 'm' not published: 1 test failed (no_b).");

        assertThat(shop.rows("m", "name, n")).containsExactly("a,1");
        assertThat(shop.rows("m__failed", "name, n")).containsExactly("a,1", "b,1");
        shop.execute("delete from {schema}.base where name = 'b'");
        arrive("c");
        assertThat(Workshop.words(shop.build())).containsEntry("m", "success").containsEntry("no_b", "pass");
        assertThat(shop.rows("m", "name, n")).containsExactly("a,1", "c,1");
        assertThat(shop.exists("m__failed")).isFalse();
    }

    @Test
    default void becomesATableAViewAndAMaterializedViewAgain() {
        base("a");
        Workshop shop = shop();
        for (int i = 0; i < 2; i++) {
            shop.materializedView("m", List.of(), counted());
            assertThat(Workshop.words(shop.build())).isEqualTo(WELL);
            shop.table("m", counted());
            assertThat(Workshop.words(shop.build())).isEqualTo(WELL);
            shop.materializedView("m", List.of(), counted());
            assertThat(Workshop.words(shop.build())).isEqualTo(WELL);
            shop.view("m", counted());
            assertThat(Workshop.words(shop.build())).isEqualTo(WELL);
            assertThat(shop.rows("m", "name, n")).containsExactly("a,1");
        }
    }
}
