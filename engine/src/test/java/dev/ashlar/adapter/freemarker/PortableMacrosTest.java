package dev.ashlar.adapter.freemarker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.TemplateScope.Printed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every portable macro by the rows it gives on the embedded engine. */
class PortableMacrosTest {
    private final TemplateFixture fixture = new TemplateFixture();
    private DuckDb duckdb;

    @BeforeEach
    void open() {
        duckdb = new DuckDb();
        duckdb.run("create schema analytics");
        fixture.scope.self = Optional.of(new Printed("\"analytics\".\"t\"", RelationName.of("analytics", "t")));
        fixture.scope.columnsOf = relation -> duckdb.columns(relation.quoted());
    }

    @AfterEach
    void close() {
        duckdb.close();
    }

    private List<String> rows(String template) {
        return duckdb.rows(fixture.render(template));
    }

    @ParameterizedTest
    @ValueSource(strings = {"duckdb", "ansi"})
    void generateSeriesCountsFromOne(String engine) {
        fixture.scope.engine = engine;
        assertThat(
                        rows(
                                "select generated_number, typeof(generated_number) from (<@generate_series upper_bound=3 />) as s order by 1"))
                .containsExactly("1|BIGINT", "2|BIGINT", "3|BIGINT");
        assertThat(rows(
                        "select count(*), min(generated_number), max(generated_number), count(distinct generated_number)"
                                + " from (<@generate_series upper_bound=1234 />) as s"))
                .containsExactly("1234|1|1234|1234");
    }

    @ParameterizedTest
    @ValueSource(strings = {"duckdb", "ansi"})
    void dateSpineEndsBeforeItsEnd(String engine) {
        fixture.scope.engine = engine;
        assertThat(
                        rows(
                                "<@date_spine datepart=\"day\" start_date=\"date '2024-02-28'\" end_date=\"date '2024-03-02'\" /> order by 1"))
                .containsExactly("2024-02-28 00:00:00.0", "2024-02-29 00:00:00.0", "2024-03-01 00:00:00.0");
        assertThat(rows(
                        "with s as (<@date_spine datepart='month' start_date=\"'2024-01-31'\" end_date=\"'2024-04-15'\" />)"
                                + " select cast(date_month as varchar) from s order by 1"))
                .containsExactly("2024-01-31 00:00:00", "2024-02-29 00:00:00", "2024-03-31 00:00:00");
        assertThat(rows("<@date_spine datepart=\"hour\" start_date=\"timestamp '2024-01-01 22:30:00'\""
                        + " end_date=\"timestamp '2024-01-02 00:00:00'\" /> order by 1"))
                .containsExactly("2024-01-01 22:30:00.0", "2024-01-01 23:30:00.0");
        assertThat(rows("<@date_spine datepart='day' start_date=\"'2024-01-02'\" end_date=\"'2024-01-02'\" />"))
                .isEmpty();
    }

    @Test
    void deduplicateKeepsTheFirstWithNullsLast() {
        duckdb.run(
                "create table analytics.t as select * from (values (1, 'old', 1), (1, 'new', 2), (1, 'unknown', null),"
                        + " (null, 'x', 5), (null, 'y', 6), (2, 'only', null)) as t(id, v, seen)");
        assertThat(
                        rows(
                                "select v from (<@deduplicate relation=this partition_by=\"id\" order_by=\"seen desc\" />) as d order by 1"))
                .containsExactly("new", "only", "y");
        assertThat(rows("select v from (<@deduplicate relation=\"(select * from \" + this + \" where id = 1)\""
                        + " partition_by=['id'] order_by=\"coalesce(seen, 0), v\" />) as d"))
                .containsExactly("unknown");
        assertThat(fixture.render(
                        "<@deduplicate relation=this partition_by='id' order_by='f(a, b) desc nulls first, c' />"))
                .contains("order by f(a, b) desc nulls first, c nulls last)");
    }

    @Test
    void unionRelationsFillsMissingColumnsWithNull() {
        duckdb.run("create table analytics.a as select 1 as id, 'x' as name, 7 as secret");
        duckdb.run("create table analytics.b as select cast(2 as bigint) as \"ID\", true as \"Is it\"");
        assertThat(
                        rows(
                                "select * from (<@union_relations relations=[ref('a'), ref('b')] exclude=['secret'] />) as u order by 2"))
                .containsExactly("\"analytics\".\"a\"|1|x|null", "\"analytics\".\"b\"|2|null|true");
        assertThat(rows("<@union_relations relations=[ref('a'), ref('b')] include=['id'] source_column_name=''"
                        + " column_override={'id': 'varchar'} where=\"id = 1\" />"))
                .containsExactly("1");
        fixture.scope.columnsOf = relation -> List.of();
        assertThat(rows("<@union_relations relations=[ref('a')] source_column_name='' />"))
                .containsExactly("1|x|7");
    }

    @Test
    void starListsTheColumnsThatAreLeft() {
        duckdb.run("create table analytics.t as select 1 as id, 2 as \"Order\", 3 as secret");
        assertThat(fixture.render("select <@star from=this except=['SECRET'] /> from ${this}"))
                .isEqualTo("select \"id\", \"Order\" from \"analytics\".\"t\"");
        assertThat(rows("select <@star from=this relation_alias='t' prefix='a_' suffix='_z' /> from ${this} as t"))
                .containsExactly("1|2|3");
        assertThat(fixture.render(
                        "<@star from=this except=['id'] relation_alias='t' prefix='a_' quote_identifiers=false />"))
                .isEqualTo("t.Order as a_Order, t.secret as a_secret");
        assertThat(fixture.fault("\n<@star from=this except=['id', 'order', 'secret'] />")
                        .text())
                .startsWith("models/m.sql:2:1 star leaves no column of \"analytics\".\"t\".");
        fixture.scope.columnsOf = relation -> List.of();
        assertThat(fixture.render("select <@star from=this /> from t")).isEqualTo("select * from t");
    }

    @Test
    void pivotMakesAColumnOfEachValue() {
        duckdb.run(
                "create table analytics.t as select * from (values (1, 'card', 10), (1, 'it''s', 5), (1, 'card', 2), (2, null, 9))"
                        + " as t(id, method, amount)");
        assertThat(rows(
                        "select id, <@pivot column='method' values=['card', \"it's\"] then_value='amount' suffix='_amount' />"
                                + " from ${this} group by id order by id"))
                .containsExactly("1|12|5", "2|0|0");
        assertThat(fixture.render(
                                "<@pivot column='n' values=[1, true] agg='count' distinct=true else_value='null' alias=false />")
                        .replaceAll("\\s+", " ")
                        .strip())
                .isEqualTo("count(distinct case when n = '1' then 1 else null end),"
                        + " count(distinct case when n = 'true' then 1 else null end)");
    }

    @Test
    void unpivotMakesARowOfEachColumn() {
        duckdb.run(
                "create table analytics.t as select * from (values (1, 10, null, 'z'), (2, 20, true, 'z')) as t(id, a, b, gone)");
        assertThat(rows("select * from (<@unpivot relation=this exclude=['id'] remove=['gone'] />) as u order by 1, 2"))
                .containsExactly("1|a|10", "1|b|null", "2|a|20", "2|b|true");
        assertThat(rows(
                        "select k, v from (<@unpivot relation=this cast_to='integer' remove=['gone', 'b'] field_name='k'"
                                + " value_name='v' />) as u order by 1, 2"))
                .containsExactly("a|10", "a|20", "id|1", "id|2");
    }

    @Test
    void safeDivideNeverDividesByZeroNorCutsOff() {
        assertThat(
                        rows(
                                "select <@safe_divide numerator='1' denominator='2' />, <@safe_divide numerator='1' denominator='0' />,"
                                        + " <@safe_divide numerator='null' denominator='2' />, <@safe_divide numerator='-7' denominator='1 + 1' />"))
                .containsExactly("0.5|null|null|-3.5");
    }
}
