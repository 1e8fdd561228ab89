package dev.ashlar.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.MaterializedViewContract;
import dev.ashlar.contract.Workshop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Materialized views: refreshed while their query and layout stay, built anew when these change. */
final class PostgresMaterializedViewTest extends PostgresRuns implements MaterializedViewContract {
    private static final Map<String, Object> BY_NAME = Map.of("columns", List.of("name"), "unique", true);
    private static final String COUNTED = "select name, count(*) as n from {t} as t group by name";

    private Map<String, String> built() {
        return Workshop.words(shop().build());
    }

    private Object identity(String name) {
        return rows("select '" + relation(name).plain() + "'::regclass::oid")
                .get(0)
                .get(0);
    }

    private List<List<Object>> indexes(String name) {
        return rows("select indexname, indexdef like '%UNIQUE%' from pg_indexes where schemaname = '" + schema
                + "' and tablename = '" + name + "' order by 1");
    }

    private static final Map<String, String> BOTH = Map.of("t", "success", "m", "success");

    @Test
    void isRefreshedBesideItsReadersWhereAUniqueIndexTellsRowsApart() {
        shop().view("t", "select 'a' as name").materializedView("m", List.of(BY_NAME), COUNTED, "t");
        assertThat(built()).isEqualTo(BOTH);
        List<List<Object>> made = indexes("m");
        assertThat(made).hasSize(1);
        assertThat(made.get(0).get(0).toString()).startsWith("m__").doesNotContain("new");

        shop().view("t", "select 'b' as name");
        assertThat(built()).isEqualTo(BOTH);

        assertThat(shop().rows("m", "*")).containsExactly("b,1");
        assertThat(indexes("m")).isEqualTo(made);
    }

    @Test
    void isBuiltAnewWhenItsQueryChangesAndItsIndexFollows() {
        shop().view("t", "select 'a' as name").materializedView("m", List.of(BY_NAME), COUNTED, "t");
        built();
        Object before = identity("m");
        List<List<Object>> made = indexes("m");

        shop().materializedView("m", List.of(BY_NAME), "select name, 7 as seven from {t} as t", "t");
        assertThat(built()).isEqualTo(BOTH);

        assertThat(shop().rows("m", "*")).containsExactly("a,7");
        assertThat(identity("m")).isNotEqualTo(before);
        assertThat(indexes("m")).isEqualTo(made);
        assertThat(shop().exists("m__new")).isFalse();
    }

    @Test
    void isBuiltAnewWhenItsIndexesChange() {
        shop().view("t", "select 'a' as name").materializedView("m", List.of(), COUNTED, "t");
        built();
        assertThat(indexes("m")).isEmpty();
        shop().materializedView("m", List.of(BY_NAME), COUNTED, "t");
        assertThat(built()).isEqualTo(BOTH);
        assertThat(indexes("m")).hasSize(1);
    }

    @Test
    void keepsItsIndexInTheSwapOfATableItReads() {
        shop().table("t", "select 'a' as name").materializedView("m", List.of(BY_NAME), COUNTED, "t");
        assertThat(built()).isEqualTo(BOTH);
        List<List<Object>> made = indexes("m");
        Workshop alone = new Workshop(engine()).table("t", "select 'b' as name, 1 as more");

        assertThat(Workshop.words(alone.build())).isEqualTo(Map.of("t", "success"));

        assertThat(shop().rows("m", "*")).as("filled anew").containsExactly("b,1");
        assertThat(indexes("m")).isEqualTo(made);
        shop().table("t", "select 'c' as name");
        assertThat(built()).as("still known as ours").isEqualTo(BOTH);
        assertThat(shop().rows("m", "*")).containsExactly("c,1");
    }

    @Test
    void aViewOverItSurvivesThatItBecomesATableAndAView() {
        shop().view("t", "select 'a' as name");
        shop().materializedView("m", List.of(), COUNTED, "t");
        assertThat(built()).isEqualTo(BOTH);
        shop().execute("create view {schema}.over_m as select name from {schema}.m");
        for (int i = 0; i < 2; i++) {
            shop().table("m", COUNTED, "t");
            assertThat(built()).isEqualTo(BOTH);
            shop().view("m", COUNTED, "t");
            assertThat(built()).isEqualTo(BOTH);
            shop().materializedView("m", List.of(), COUNTED, "t");
            assertThat(built()).isEqualTo(BOTH);
            assertThat(shop().rows("over_m", "name")).containsExactly("a");
        }
    }
}
