package dev.ashlar.adapter.freemarker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ashlar.contract.PostgresServer;
import dev.ashlar.contract.RedshiftServer;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.TemplateScope.Printed;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generic tests find the same rows, and portable functions give the same values, on Postgres and Redshift as on DuckDB. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameOnEnginesTest {
    private static final SourceLocation HERE = new SourceLocation("models/m.yml", 9, 13);
    private static final String GOOD = "(1, 'x', date '2024-01-01'), (2, 'y', date '2024-01-02'), (3, null, null)";
    private static final String DAYS =
            "('x', 1, date '2024-02-28'), ('x', 1, date '2024-02-29'), ('y', 1, date '2024-01-01')";

    private final PostgresServer server = PostgresServer.running();
    private final RedshiftServer cluster = RedshiftServer.open();
    private TriedEngine duckdb;
    private List<TriedEngine> others;

    @BeforeAll
    void open() throws SQLException {
        duckdb = TriedEngine.on("duckdb", DriverManager.getConnection("jdbc:duckdb:"));
        duckdb.run("set TimeZone = 'UTC'");
        others = List.of(TriedEngine.on("postgres", server.connect()), TriedEngine.on("redshift", cluster.connect()));
        // Redshift's default; Postgres' sessions begin so in a run
        others.forEach(engine -> engine.run("set timezone to 'UTC'"));
    }

    @AfterAll
    void close() throws SQLException {
        server.dropSchemas(others.get(0).schema());
        cluster.dropSchemas(others.get(1).schema());
        for (TriedEngine engine : others) engine.connection().close();
        duckdb.connection().close();
        cluster.close();
    }

    private static List<String> failing(TriedEngine engine, String test, String rows, Object... arguments) {
        RelationName table = engine.table("t", "a, b, c", rows);
        TemplateFixture fixture = new TemplateFixture();
        fixture.scope.engine = engine.name();
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("model", new Printed(table.quoted(), table));
        for (int i = 0; i < arguments.length; i += 2) {
            Object value = arguments[i + 1];
            named.put((String) arguments[i], value instanceof Other other ? other.on(engine) : value);
        }
        return engine.rows(fixture.templates
                .renderMacro("test_" + test, named, HERE, fixture.scope)
                .text());
    }

    /** A table besides the tested one. */
    private record Other(String columns, String rows) {
        RelationName on(TriedEngine engine) {
            return engine.table("other", columns, rows);
        }
    }

    private void alike(String test, String rows, int found, Object... arguments) {
        List<String> expected = failing(duckdb, test, rows, arguments);
        assertThat(expected).as("duckdb").hasSize(found);
        for (TriedEngine engine : others) {
            assertThat(failing(engine, test, rows, arguments)).as(engine.name()).isEqualTo(expected);
        }
    }

    @Test
    void testsOfOneColumn() {
        alike("unique", "(1, 1, 1), (1, 1, 1), (2, 1, 1), (null, 1, 1), (null, 1, 1)", 1, "column_name", "a");
        alike("not_null", GOOD, 1, "column_name", "b");
        alike("accepted_values", GOOD, 1, "column_name", "b", "values", List.of("x", "it's"));
        alike("accepted_values", GOOD, 1, "column_name", "a", "values", List.of(1, 2));
        alike("accepted_values", "(true, 1, 1), (false, 1, 1)", 1, "column_name", "a", "values", List.of(true));
        alike("accepted_values", GOOD, 1, "column_name", "c", "values", List.of(LocalDate.of(2024, 1, 1)));
        alike("accepted_range", GOOD, 2, "column_name", "a", "min_value", 1, "max_value", 3, "inclusive", false);
        alike("accepted_range", GOOD, 1, "column_name", "c", "min_value", "2024-01-02");
        alike("expression_is_true", GOOD, 1, "column_name", "a", "expression", "<= 2");
        alike("not_null_proportion", GOOD, 1, "column_name", "b", "at_least", 0.7);
        alike(
                "matches_pattern",
                "('a1', 1, 1), ('b22', 1, 1), ('c''3x', 1, 1)",
                1,
                "column_name",
                "a",
                "pattern",
                "^[a-z]\\d+$");
        alike("no_gaps", "(1, 1, 1), (2, 1, 1), (5, 1, 1), (-9, 1, 1)", 2, "column_name", "a");
        alike("no_gaps", DAYS, 1, "column_name", "c", "datepart", "day");
        alike("no_gaps", DAYS, 0, "column_name", "c", "datepart", "day", "group_by_columns", List.of("a"));
    }

    @Test
    void testsOfSeveralColumnsAndTables() {
        alike(
                "unique_combination",
                "(1, 1, 1), (1, 1, 2), (1, null, 1), (1, null, 2), (2, null, 1)",
                2,
                "combination_of_columns",
                List.of("a", "b"));
        alike("row_count_between", GOOD, 1, "min_value", 4);
        alike("row_count_matches", GOOD, 1, "compare_model", new Other("a", "(1), (2)"));
        alike(
                "relationships",
                "(1, 1, 1), (3, 7, 1), (3, 8, 1), (null, 1, 1)",
                2,
                "column_name",
                "a",
                "to",
                new Other("a", "(1), (2), (null)"),
                "field",
                "a");
        alike(
                "sum_matches",
                "(1, 14.99, 1), (3, 2.00, 1), (null, 3.00, 1)",
                2,
                "column_name",
                "b",
                "to",
                new Other("k, amount", "(1, 10.00), (1, 5.00), (null, 3.00)"),
                "field",
                "amount",
                "key",
                "a",
                "to_key",
                "k");
        alike(
                "recency",
                "(1, timestamp '2020-01-01 10:00:00', 1)",
                1,
                "field",
                "b",
                "datepart",
                "day",
                "interval",
                1,
                "ignore_time_component",
                true);
        alike(
                "mutually_exclusive_ranges",
                "(1, 10, 'k'), (10, 20, 'k'), (25, null, 'k'), (5, 7, 'l'), (null, 5, 'l')",
                1,
                "lower_bound_column",
                "a",
                "upper_bound_column",
                "b",
                "partition_by",
                "c",
                "gaps",
                "not_allowed");
        alike(
                "mutually_exclusive_ranges",
                "(1, 11, 'k'), (10, 20, 'k')",
                1,
                "lower_bound_column",
                "a",
                "upper_bound_column",
                "b",
                "partition_by",
                "c");
    }

    private void sameRows(String template) {
        List<String> expected = rows(duckdb, template);
        assertThat(expected).isNotEmpty();
        for (TriedEngine engine : others) {
            assertThat(rows(engine, template)).as(engine.name()).isEqualTo(expected);
        }
    }

    private static List<String> rows(TriedEngine engine, String template) {
        TemplateFixture fixture = new TemplateFixture();
        fixture.scope.engine = engine.name();
        RelationName table =
                engine.table("v", "n, v, d", "(3, 'c', 1.5), (1, 'a', 2.0), (4, 'b', 0.25), (4, null, 0.1)");
        fixture.scope.self = Optional.of(new Printed(table.quoted(), table));
        fixture.scope.columnsOf = engine::columns;
        return engine.rows(fixture.render(template.replace("{v}", table.quoted())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${dateadd('month', 1, \"date '2024-01-31'\")}",
                "${dateadd('quarter', -2, \"'2024-05-31 10:00:00'\")}",
                "${dateadd('week', 2, \"timestamp '2024-02-20 23:59:59'\")}",
                "${dateadd('millisecond', 5, \"date '2024-01-01'\")}",
                "${dateadd('day', 'n', \"date '2024-01-01'\")}",
                "${datediff(\"date '2024-01-31'\", \"date '2024-02-01'\", 'month')}",
                "${datediff(\"date '2024-01-07'\", \"date '2024-01-08'\", 'week')}",
                "${datediff(\"date '2024-01-08'\", \"date '2023-12-31'\", 'week')}",
                "${datediff(\"date '2023-12-31'\", \"date '2024-04-01'\", 'quarter')}",
                "${datediff(\"timestamp '2024-02-28 23:59:00'\", \"'2024-03-01 00:01:00'\", 'day')}",
                "${datediff(\"timestamp '2024-01-01 10:59:59'\", \"timestamp '2024-01-01 11:00:00'\", 'hour')}",
                "${date_trunc('week', \"timestamp '2024-01-07 10:00:00'\")}",
                "${last_day(\"date '2024-02-03'\")}",
                "${last_day(\"date '2024-11-30'\", 'quarter')}",
                "${split_part(\"'a-b-c'\", \"'-'\", 2)}",
                "${split_part(\"'a-b-c'\", \"'-'\", -1)}",
                "${split_part(\"'a-b-c'\", \"'-'\", 9)}",
                "${concat([\"'a'\", 'v'])}",
                "${string_literal(\"it's a \\\\ slash\")}",
                "${hash('v')}",
                "${hash(\"cast(d as decimal(10, 2))\")}",
                "${surrogate_key(['n', 'v'])}",
                "${surrogate_key([\"cast(d as double precision)\", \"date '2024-01-01'\"])}",
                "${surrogate_key([\"timestamp '2026-10-01 02:00:00.500'\"])}",
                "<@safe_divide numerator='n' denominator='n - 1' />",
                "${safe_cast(\"cast(n as varchar(9))\", type_int())}",
                "${safe_cast('v', type_int())}",
                "${safe_cast('v', type_timestamp())}",
                "${safe_cast(\"case when n = 1 then '2024-02-29' when n = 3 then '2024-02-30' end\", type_date())}",
                "${safe_cast(\"case when n = 1 then '12.50' else v end\", type_numeric())}"
            })
    void functionsOfAValue(String call) {
        sameRows("select n, " + call + " as x from {v} as v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ${listagg('v', \"', '\", 'order by n desc')} as x from {v} as v",
                "select n, ${bool_or('d > 1')} as x, ${any_value('n')} as y from {v} as v group by n",
                "select generated_number from (<@generate_series upper_bound=123 />) as s",
                "<@date_spine datepart='day' start_date=\"date '2024-02-28'\" end_date=\"date '2024-03-02'\" />",
                "<@date_spine datepart='month' start_date=\"'2024-01-31'\" end_date=\"'2024-04-15'\" />",
                "select n, <@pivot column='v' values=['a', \"it's\"] then_value='n' /> from {v} as v group by n",
                "select <@star from=this except=['D'] /> from {v} as v",
                "select <@star from=this relation_alias='v' prefix='a_' suffix='_z' /> from {v} as v",
                "select * from (<@unpivot relation=this exclude=['n'] remove=['d'] />) as u",
                "select * from (<@unpivot relation=this cast_to='numeric(9, 2)' remove=['v'] value_name='amount' />) as u"
            })
    void aggregatesAndRows(String template) {
        sameRows(template);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select n, v from (<@deduplicate relation=this partition_by='n' order_by='d desc' />) as r",
                "select n, v, d from (<@deduplicate relation=this partition_by=['n'] order_by='v, n desc' />) as r"
            })
    void theSameRowOfEachKeyIsKept(String template) {
        List<String> expected = rows(duckdb, template);
        assertThat(expected).hasSize(3);
        for (TriedEngine engine : others) {
            assertThat(rows(engine, template)).as(engine.name()).isEqualTo(expected);
        }
    }

    @Test
    void tablesOfDifferentColumnsAreUnited() {
        Map<String, Object> narrowed =
                Map.of("source_column_name", "", "include", List.of("n"), "column_override", Map.of("n", "varchar(9)"));
        for (Map<String, Object> arguments : List.of(
                Map.<String, Object>of("source_column_name", "", "exclude", List.of("secret")),
                narrowed,
                Map.<String, Object>of("source_column_name", "", "where", "n > 1"))) {
            List<String> expected = united(duckdb, arguments);
            assertThat(expected).isNotEmpty();
            for (TriedEngine engine : others) {
                assertThat(united(engine, arguments)).as(engine.name()).isEqualTo(expected);
            }
        }
    }

    private static List<String> united(TriedEngine engine, Map<String, Object> arguments) {
        TemplateFixture fixture = new TemplateFixture();
        fixture.scope.engine = engine.name();
        fixture.scope.columnsOf = engine::columns;
        RelationName left = engine.table("one", "n, v, secret", "(1, 'a', 7), (2, 'it''s', 8)");
        RelationName right = engine.table("two", "w, n", "(date '2024-01-01', 3)");
        Map<String, Object> named = new LinkedHashMap<>(arguments);
        named.put("relations", List.of(new Printed(left.quoted(), left), new Printed(right.quoted(), right)));
        return engine.rows(fixture.templates
                .renderMacro("union_relations", named, HERE, fixture.scope)
                .text());
    }

    @Test
    void truthIsUnpivotedAsAText() {
        for (TriedEngine engine :
                Stream.concat(Stream.of(duckdb), others.stream()).toList()) {
            TemplateFixture fixture = new TemplateFixture();
            fixture.scope.engine = engine.name();
            fixture.scope.columnsOf = engine::columns;
            RelationName table = engine.table("flags", "id, paid", "(1, true), (2, false), (3, null)");
            fixture.scope.self = Optional.of(new Printed(table.quoted(), table));
            String sql = fixture.render("<@unpivot relation=this exclude=['id'] />");
            // Redshift has no cast of a boolean to a text
            assertThat(sql).contains("case when \"paid\" then 'true' when not \"paid\" then 'false' end");
            assertThat(engine.rows(sql))
                    .as(engine.name())
                    .containsExactly("1|paid|true", "2|paid|false", "3|paid|null");
        }
    }

    @Test
    void theTimeIsUtc() {
        for (TriedEngine engine : others) {
            TemplateFixture fixture = new TemplateFixture();
            fixture.scope.engine = engine.name();
            String now = engine.rows(fixture.render("select ${current_timestamp()} as x"))
                    .get(0);
            assertThat(LocalDateTime.parse(now).toInstant(ZoneOffset.UTC))
                    .as(engine.name())
                    .isCloseTo(Instant.now(), within(10, ChronoUnit.MINUTES));
        }
    }
}
