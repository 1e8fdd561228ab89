package dev.ashlar.adapter.freemarker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.TemplateScope.Printed;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every built-in generic test by the rows it finds, over a table and over a subquery in its place. */
class GenericTestsTest {
    private static final SourceLocation HERE = new SourceLocation("models/m.yml", 9, 13);

    private final TemplateFixture fixture = new TemplateFixture();
    private DuckDb duckdb;

    @BeforeEach
    void open() {
        duckdb = new DuckDb();
    }

    @AfterEach
    void close() {
        duckdb.close();
    }

    /** Failing rows of a test on the rows given, as a SELECT of the columns a, b, ... */
    private List<String> failures(String test, String rows, Object... arguments) {
        duckdb.run("create or replace table t as select * from (values " + rows + ") as t(a, b, c)");
        RelationName table = RelationName.of("main", "t");
        List<String> ofTable = run(test, new Printed(table.quoted(), table), arguments);
        List<String> ofSubquery = run(test, new Printed("(select * from t where true)", table), arguments);
        assertThat(ofSubquery).describedAs("over a subquery").isEqualTo(ofTable);
        return ofTable;
    }

    private List<String> run(String test, Printed model, Object... arguments) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("model", model);
        for (int i = 0; i < arguments.length; i += 2) named.put((String) arguments[i], arguments[i + 1]);
        String sql = fixture.templates
                .renderMacro("test_" + test, named, HERE, fixture.scope)
                .text();
        return duckdb.rows("select * from (" + sql + ") as failing order by all");
    }

    private static final String GOOD = "(1, 'x', date '2024-01-01'), (2, 'y', date '2024-01-02'), (3, null, null)";

    @Test
    void unique() {
        assertThat(failures("unique", GOOD, "column_name", "a")).isEmpty();
        assertThat(failures(
                        "unique", "(1, 1, 1), (1, 1, 1), (null, 1, 1), (null, 1, 1), (2, 1, 1)", "column_name", "a"))
                .containsExactly("1|2");
        assertThat(failures("unique", "(1, 1, 1), (1, 1, 1)", "column_name", new ColumnName("a")))
                .containsExactly("1|2");
    }

    @Test
    void notNull() {
        assertThat(failures("not_null", GOOD, "column_name", "a")).isEmpty();
        assertThat(failures("not_null", GOOD, "column_name", "b")).containsExactly("3|null|null");
    }

    @Test
    void acceptedValues() {
        assertThat(failures("accepted_values", GOOD, "column_name", "b", "values", List.of("x", "y")))
                .isEmpty();
        assertThat(failures("accepted_values", GOOD, "column_name", "b", "values", List.of("x", "it's")))
                .containsExactly("y|1");
        assertThat(failures("accepted_values", GOOD, "column_name", "a", "values", List.of(1, 2)))
                .containsExactly("3|1");
        assertThat(failures("accepted_values", GOOD, "column_name", "a", "values", List.of(1, 2), "quote", false))
                .containsExactly("3|1");
        assertThat(failures(
                        "accepted_values", "(true, 1, 1), (false, 1, 1)", "column_name", "a", "values", List.of(true)))
                .containsExactly("false|1");
        assertThat(failures("accepted_values", GOOD, "column_name", "c", "values", List.of(LocalDate.of(2024, 1, 1))))
                .containsExactly("2024-01-02|1");
        assertThatThrownBy(() -> failures("accepted_values", GOOD, "column_name", "b", "values", List.of()))
                .hasMessage("models/m.yml:9:13 Generic test 'accepted_values' needs at least one value.");
    }

    @Test
    void relationships() {
        duckdb.run("create table parents as select * from (values (1), (2), (2), (null)) as p(a)");
        RelationName parents = RelationName.of("main", "parents");
        assertThat(failures(
                        "relationships",
                        "(1, 1, 1), (2, 1, 1), (null, 1, 1)",
                        "column_name",
                        "a",
                        "to",
                        parents,
                        "field",
                        "a"))
                .isEmpty();
        assertThat(failures(
                        "relationships",
                        "(1, 1, 1), (3, 7, 1), (3, 8, 1), (null, 1, 1)",
                        "column_name",
                        "a",
                        "to",
                        parents,
                        "field",
                        "a"))
                .containsExactly("3|7|1", "3|8|1");
    }

    @Test
    void uniqueCombination() {
        assertThat(failures(
                        "unique_combination",
                        "(1, 1, 1), (1, 2, 1), (1, null, 1)",
                        "combination_of_columns",
                        List.of("a", "b")))
                .isEmpty();
        assertThat(failures(
                        "unique_combination",
                        "(1, 1, 1), (1, 1, 2), (1, null, 1), (1, null, 2), (2, null, 1)",
                        "combination_of_columns",
                        List.of("a", "b")))
                .containsExactly("1|1|2", "1|null|2");
        assertThat(failures(
                        "unique_combination", "(1, 1, 1), (1, 1, 2)", "columns", List.of("A"), "quote_columns", true))
                .containsExactly("1|2");
        assertThatThrownBy(() -> failures("unique_combination", GOOD))
                .hasMessage(
                        "models/m.yml:9:13 Generic test 'unique_combination' lacks its argument 'combination_of_columns'.");
    }

    @Test
    void expressionIsTrue() {
        assertThat(failures("expression_is_true", GOOD, "expression", "a >= 1 and c > date '2000-01-01'"))
                .isEmpty();
        assertThat(failures("expression_is_true", GOOD, "expression", "a < 2 or b = 'q'"))
                .containsExactly("2|y|2024-01-02");
        assertThat(failures("expression_is_true", GOOD, "expression", "<= 2", "column_name", "a"))
                .containsExactly("3|null|null");
    }

    @Test
    void acceptedRange() {
        String rows = "(0, 1, date '2024-01-01'), (5, 1, date '2024-06-30'), (10, 1, null), (null, 1, null)";
        assertThat(failures("accepted_range", rows, "column_name", "a", "min_value", 0, "max_value", 10))
                .isEmpty();
        assertThat(failures(
                        "accepted_range",
                        rows,
                        "column_name",
                        "a",
                        "min_value",
                        0,
                        "max_value",
                        10,
                        "inclusive",
                        false))
                .containsExactly("0|1|2024-01-01", "10|1|null");
        assertThat(failures("accepted_range", rows, "column_name", "a", "min_value", 1))
                .containsExactly("0|1|2024-01-01");
        assertThat(failures("accepted_range", rows, "column_name", "a", "max_value", "2 * b"))
                .containsExactly("5|1|2024-06-30", "10|1|null");
        assertThat(failures("accepted_range", rows, "column_name", "c", "max_value", LocalDate.of(2024, 6, 29)))
                .containsExactly("5|1|2024-06-30");
        assertThat(failures("accepted_range", rows, "column_name", "c", "min_value", "2024-01-02"))
                .containsExactly("0|1|2024-01-01");
        assertThatThrownBy(() -> failures("accepted_range", rows, "column_name", "a"))
                .hasMessage("models/m.yml:9:13 Generic test 'accepted_range' wants min_value, max_value or both.");
    }

    @Test
    void rowCounts() {
        assertThat(failures("row_count_between", GOOD, "min_value", 3, "max_value", 3))
                .isEmpty();
        assertThat(failures("row_count_between", GOOD, "min_value", 4)).containsExactly("3");
        assertThat(failures("row_count_between", GOOD, "max_value", 0)).containsExactly("3");
        duckdb.run("create table other as select * from range(3)");
        assertThat(failures("row_count_matches", GOOD, "compare_model", RelationName.of("main", "other")))
                .isEmpty();
        duckdb.run("insert into other values (9)");
        assertThat(failures("row_count_matches", GOOD, "to", RelationName.of("main", "other")))
                .containsExactly("3|4");
    }

    @Test
    void recency() {
        String fresh = "(1, current_timestamp, current_date), (2, null, null)";
        assertThat(stale(fresh, "field", "b", "datepart", "day", "interval", 1)).isEmpty();
        assertThat(stale(fresh, "column_name", "b", "datepart", "hour", "interval", 1))
                .isEmpty();
        assertThat(stale("(1, timestamp '2020-01-01 10:00:00', 1)", "field", "b", "datepart", "day", "interval", 1))
                .containsExactly("2020-01-01 10:00:00.0");
        assertThat(stale("(1, cast(null as timestamp), 1)", "field", "b", "datepart", "day", "interval", 1))
                .containsExactly("null");
        String yesterday = "(1, 1, current_date - 1)";
        assertThat(stale(yesterday, "field", "c", "datepart", "day", "interval", 1, "ignore_time_component", true))
                .isEmpty();
        assertThat(stale(yesterday, "field", "c", "datepart", "hour", "interval", 1))
                .hasSize(1);
    }

    /** Without the threshold, which moves with the clock. */
    private List<String> stale(String rows, Object... arguments) {
        duckdb.run("create or replace table t as select * from (values " + rows + ") as t(a, b, c)");
        return run("recency", new Printed("(select * from t)", RelationName.of("main", "t")), arguments).stream()
                .map(row -> row.substring(0, row.indexOf('|')))
                .toList();
    }

    @Test
    void notNullProportion() {
        assertThat(failures("not_null_proportion", GOOD, "column_name", "b", "at_least", 0.6))
                .isEmpty();
        assertThat(failures("not_null_proportion", GOOD, "column_name", "b", "at_least", 0.7))
                .hasSize(1);
        assertThat(failures("not_null_proportion", GOOD, "column_name", "a", "at_least", 0, "at_most", 0.9))
                .containsExactly("1.0");
        duckdb.run("create table nothing as select 1 as a where false");
        assertThat(run(
                        "not_null_proportion",
                        new Printed("nothing", RelationName.of("main", "nothing")),
                        "column_name",
                        "a",
                        "at_least",
                        1))
                .isEmpty();
    }

    @Test
    void matchesPattern() {
        String rows = "('a1', 1, 1), ('b22', 1, 1), ('c''3x', 1, 1), (null, 1, 1)";
        assertThat(failures("matches_pattern", rows, "column_name", "a", "pattern", "[0-9]"))
                .isEmpty();
        assertThat(failures("matches_pattern", rows, "column_name", "a", "pattern", "^[a-z]\\d+$"))
                .containsExactly("c'3x|1|1");
        assertThat(failures("matches_pattern", rows, "column_name", "b", "pattern", "^1$"))
                .isEmpty();
        assertThat(failures("matches_pattern", rows, "column_name", "a", "pattern", "^(a|c')"))
                .containsExactly("b22|1|1");
    }

    @Test
    void noGaps() {
        assertThat(failures("no_gaps", "(1, 1, 1), (2, 1, 1), (2, 1, 1), (3, 1, 1), (null, 1, 1)", "column_name", "a"))
                .isEmpty();
        assertThat(failures("no_gaps", "(1, 1, 1), (2, 1, 1), (5, 1, 1), (-9, 1, 1)", "column_name", "a"))
                .containsExactly("1|-9", "5|2");
        assertThat(failures("no_gaps", "(10, 1, 1), (20, 1, 1)", "column_name", "a", "interval", 10))
                .isEmpty();
        String days = "('x', 1, date '2024-02-28'), ('x', 1, date '2024-02-29'), ('x', 1, date '2024-03-01'),"
                + " ('y', 1, date '2024-01-01')";
        assertThat(failures("no_gaps", days, "column_name", "c", "datepart", "day", "group_by_columns", List.of("a")))
                .isEmpty();
        assertThat(failures("no_gaps", days, "column_name", "c", "datepart", "day"))
                .containsExactly("2024-02-28 00:00:00.0|2024-01-01 00:00:00.0");
    }

    @Test
    void mutuallyExclusiveRanges() {
        String key = "partition_by";
        String good = "(1, 10, 'k'), (10, 20, 'k'), (25, null, 'k'), (5, 7, 'l'), (null, 5, 'l')";
        assertThat(ranges(good, key, "c")).isEmpty();
        assertThat(ranges(good, key, "c", "gaps", "not_allowed")).containsExactly("10|20|k|1|25");
        assertThat(ranges(good, key, "c", "gaps", "required")).containsExactly("1|10|k|1|10", "null|5|l|1|5");
        assertThat(ranges("(1, 11, 'k'), (10, 20, 'k')", key, "c")).containsExactly("1|11|k|1|10");
        assertThat(ranges("(1, null, 'k'), (10, 20, 'k')", key, "c")).containsExactly("1|null|k|1|10");
        assertThat(ranges("(null, 3, 'k'), (null, 20, 'k')", key, "c")).containsExactly("null|3|k|1|null");
        assertThat(ranges("(1, 1, 'k'), (1, 2, 'k')", key, "c")).containsExactly("1|1|k|1|1");
        assertThat(ranges("(1, 1, 'k'), (1, 2, 'k')", key, "c", "zero_length_range_allowed", true))
                .isEmpty();
        assertThat(ranges("(3, 2, 'k')", key, "c")).containsExactly("3|2|k|null|null");
        assertThat(ranges("(1, 11, 'k'), (10, 20, 'l')")).containsExactly("1|11|k|1|10");
        assertThatThrownBy(() -> ranges(good, "gaps", "none"))
                .hasMessage(
                        "models/m.yml:9:13 Generic test 'mutually_exclusive_ranges' knows gaps allowed, not_allowed and"
                                + " required, not 'none'.");
    }

    private List<String> ranges(String rows, Object... arguments) {
        Object[] all = new Object[arguments.length + 4];
        all[0] = "lower_bound_column";
        all[1] = "a";
        all[2] = "upper_bound_column";
        all[3] = "b";
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return failures("mutually_exclusive_ranges", rows, all);
    }

    @Test
    void sumMatches() {
        duckdb.run(
                "create table booked as select * from (values (1, 10.00), (1, 5.00), (2, null), (null, 3.00)) as b(k, amount)");
        RelationName booked = RelationName.of("main", "booked");
        String good = "(1, 15.00, 1), (2, 0.00, 1), (null, 1.00, 1), (null, 2.00, 1)";
        assertThat(failures(
                        "sum_matches",
                        good,
                        "column_name",
                        "b",
                        "to",
                        booked,
                        "field",
                        "amount",
                        "key",
                        List.of("a"),
                        "to_key",
                        List.of("k")))
                .isEmpty();
        assertThat(failures("sum_matches", good, "column_name", "b", "to", booked, "field", "amount"))
                .isEmpty();
        String bad = "(1, 14.99, 1), (3, 2.00, 1), (null, 3.00, 1)";
        assertThat(failures(
                        "sum_matches",
                        bad,
                        "column_name",
                        "b",
                        "to",
                        booked,
                        "field",
                        "amount",
                        "key",
                        "a",
                        "to_key",
                        "k"))
                .containsExactly("1|14.99|15.00|-0.01", "3|2.00|0.00|2.00");
        assertThat(failures(
                        "sum_matches",
                        bad,
                        "column_name",
                        "b",
                        "to",
                        booked,
                        "field",
                        "amount",
                        "key",
                        "a",
                        "to_key",
                        "k",
                        "tolerance",
                        0.01))
                .containsExactly("3|2.00|0.00|2.00");
        assertThat(failures("sum_matches", bad, "column_name", "b", "to", booked, "field", "amount"))
                .hasSize(1);
        assertThatThrownBy(() -> failures(
                        "sum_matches",
                        bad,
                        "column_name",
                        "b",
                        "to",
                        booked,
                        "key",
                        List.of("a"),
                        "to_key",
                        List.of("k", "l")))
                .hasMessage("models/m.yml:9:13 Generic test 'sum_matches' wants as many columns in to_key as in key.");
    }
}
