package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.compile.ProjectFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unit tests of models as a user meets them: commands on a project in a folder, with DuckDB. */
class UnitTestsTest {
    private static final String PAID = """
            select
                o.order_id,
                o.country,
                cast(sum(p.amount) as decimal(18, 2)) as paid
            from ${ref("orders")} as o
            left join ${source("bank", "payments")} as p on p.order_id = o.order_id
            group by o.order_id, o.country
            """;

    @TempDir
    Path root;

    private String said = "";

    private ProjectFolder shop(String... unitTests) {
        ProjectFolder folder = ProjectFolder.in(root)
                .file(
                        "profiles.yml",
                        "shop:",
                        "  target: dev",
                        "  outputs:",
                        "    dev: { type: duckdb, path: w.duckdb, schema: dev, threads: 2 }")
                .file(
                        "models/analytics/orders.sql",
                        "select 1 as order_id, 'de' as country, date '2026-01-01' as ordered_on")
                .file("models/analytics/paid.sql", PAID)
                .file("models/analytics/below.sql", "select * from ${ref(\"paid\")}")
                .file(
                        "models/sources.yml",
                        "sources:",
                        "  - name: bank",
                        "    schema: bank",
                        "    tables:",
                        "      - name: payments",
                        "        columns:",
                        "          - { name: order_id, data_type: integer }",
                        "          - { name: amount, data_type: 'decimal(18, 2)' }");
        List<String> lines = new ArrayList<>(List.of("unit_tests:"));
        for (String test : unitTests) lines.addAll(test.indent(2).lines().toList());
        return folder.file("models/units.yml", lines.toArray(String[]::new));
    }

    private int ashlar(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        words.addAll(List.of("--project-dir", root.toString(), "--profiles-dir", root.toString(), "--no-color"));
        int code;
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            code = new AshlarCli(Map.of(), out, out).run(words.toArray(String[]::new));
        }
        said = bytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    private static String test(String name, String model, String rest) {
        return "- name: " + name + "\n  model: " + model + "\n" + rest.indent(2);
    }

    @Test
    void comparesByValueInAnyOrderAndTakesWhatARowDoesNotSayAsNull() {
        shop(test("sums", "paid", """
                given:
                  - input: ref('orders')
                    rows:
                      - { order_id: 1, country: de }
                      - { order_id: 2 }
                      - { order_id: 3, country: "it's" }
                  - input: source('bank', 'payments')
                    rows:
                      - { order_id: 1, amount: 10 }
                      - { order_id: 1, amount: 2.5 }
                      - { order_id: 2, amount: 7 }
                expect:
                  rows:
                    - { order_id: 2, paid: 7.0, country: }
                    - { order_id: 1, paid: 12.5, country: de }
                    - { order_id: 3, country: "it's" }
                """));
        assertThat(ashlar("test")).as(said).isZero();
        assertThat(said).contains("pass", "unit test", "sums", "1 passed");
        assertThat(root.resolve("target/run_results.json"))
                .content()
                .contains("unit_test.shop.paid.sums", "\"status\":\"pass\"");
    }

    @Test
    void showsWhatIsMissingAndUnexpectedAndSkipsTheModelAndWhatReadsIt() throws IOException {
        shop(test("sums", "paid", """
                given:
                  - { input: ref('orders'), rows: [{ order_id: 1 }, { order_id: 2 }, { order_id: 2 }] }
                  - { input: "source('bank', 'payments')", rows: [] }
                expect:
                  rows: [{ order_id: 1 }, { order_id: 1 }, { order_id: 2 }]
                """));
        assertThat(ashlar("build")).isEqualTo(1);
        assertThat(said)
                .contains("FAIL", "1 found", "missing  1", "Failure 1 of 1: unit test sums (models/units.yml:2:5)")
                .contains("ashlar test --project-dir")
                .containsPattern("skipped +view +dev.paid +after sums")
                .containsPattern("skipped +view +dev.below +after sums")
                .containsPattern("ok +view +dev.orders");
        Files.writeString(root.resolve("models/analytics/paid.sql"), PAID.replace("group by", "where false group by"));
        assertThat(ashlar("build", "--resource-type", "unit_test")).isEqualTo(1);
        assertThat(said).contains("3 failing rows", "missing  2").doesNotContain("dev.paid");
        Files.writeString(root.resolve("models/analytics/paid.sql"), PAID + " union all select 1, 'x', null");
        assertThat(ashlar("test", "-s", "test_type:unit")).isZero();
        assertThat(ashlar("test", "-s", "sums")).isZero();
    }

    @Test
    void readsThisWhereTheTestSaysThatItIsIncremental() {
        String given = "given:\n  - { input: ref('orders'), rows: [{ order_id: 1 }, { order_id: 5 }] }\n";
        shop(
                        test(
                                "later_only",
                                "added",
                                "overrides: { macros: { is_incremental: true } }\n" + given
                                        + "  - { input: this, rows: [{ order_id: 3 }] }\n"
                                        + "expect: { rows: [{ order_id: 5 }] }"),
                        test("all_at_first", "added", given + "expect: { rows: [{ order_id: 1 }, { order_id: 5 }] }"),
                        test(
                                "no_this",
                                "added",
                                "overrides: { macros: { is_incremental: true } }\n" + given
                                        + "expect: { rows: [{ order_id: 5 }] }"))
                .file(
                        "models/analytics/added.sql",
                        "<@config materialized='incremental' unique_key='order_id' />",
                        "select order_id from ${ref('orders')}",
                        "<#if is_incremental()>where order_id > (select max(order_id) from ${this})</#if>");
        assertThat(ashlar("test")).isEqualTo(1);
        assertThat(said)
                .contains("2 passed, 1 error")
                .contains("Unit test 'no_this' gives no rows for this, which model 'added' reads.");
        assertThat(ashlar("build", "-s", "+added", "--exclude", "no_this"))
                .as(said)
                .isZero();
        assertThat(ashlar("test", "--exclude", "no_this")).as(said).isZero();
    }

    @Test
    void readsRowsAsCsvAndSqlBesideTheTestAndInFiles() {
        String orders = "  - { input: ref('orders'), format: csv, fixture: two_orders }\n";
        shop(
                        test("texts", "paid", "given:\n" + orders + """
                                          - input: source('bank', 'payments')
                                            format: csv
                                            rows: |
                                              order_id,amount
                                              1,12.50
                                              1,
                                        expect:
                                          format: sql
                                          rows: |
                                            select 1 as order_id, 12.5 as paid, 'de, at' as country
                                            union all select 2, null, null; -- no payment
                                        """.replace("; -- no payment", ";")),
                        test(
                                "files",
                                "paid",
                                "given:\n" + orders
                                        + "  - { input: \"source('bank', 'payments')\", format: sql, fixture: one_payment }\n"
                                        + "expect: { format: csv, fixture: paid_orders }"))
                .file("tests/fixtures/two_orders.csv", "order_id,country", "1,\"de, at\"", "2,")
                .file("tests/fixtures/one_payment.sql", "select 1 as order_id, 5 as amount -- in full")
                .file("tests/fixtures/expected/paid_orders.csv", "order_id,paid", "1,5.00", "2,");
        assertThat(ashlar("test")).as(said).isZero();
        assertThat(said).contains("2 passed");
    }

    @Test
    void namesInputsThatAreNotGivenAndColumnsThatDoNotExist() {
        String payments = "  - { input: \"source('bank', 'payments')\", rows: [] }\n";
        String wrong = "  - { input: ref('orders'), rows: [{ order_id: 1, cuontry: de }] }\n";
        String given = "given:\n  - { input: ref('orders'), rows: [{ order_id: 1, country: de }] }\n" + payments;
        shop(
                test("nothing", "paid", "given: []\nexpect: { rows: [] }"),
                test("half", "paid", "given:\n" + payments + "expect: { rows: [] }"),
                test("wrong_given", "paid", "given:\n" + wrong + payments + "expect: { rows: [] }"),
                test("wrong_expected", "paid", given + "expect: { rows: [{ order: 1, payd: 2 }] }"),
                test(
                        "wrong_macro",
                        "paid",
                        "overrides: { macros: { is_incrementl: true } }\n" + given + "expect: { rows: [] }"));
        assertThat(ashlar("run", "-s", "orders")).isZero();
        assertThat(ashlar("test")).isEqualTo(1);
        assertThat(said)
                .contains("5 error")
                .contains("models/units.yml:2:5 Unit test 'nothing' gives no rows for ref('orders'),"
                        + " source('bank', 'payments'), which model 'paid' reads.")
                .contains("Unit test 'half' gives no rows for ref('orders'), which")
                .contains("gives column 'cuontry' for ref('orders'), which has no such column. Did you mean 'country'?")
                .contains("expects column 'order', which its model does not have.")
                .contains("overrides macro 'is_incrementl', but there is none of that name."
                        + " Did you mean 'is_incremental'?");
    }

    @Test
    void overridesVariablesEnvironmentAndMacros() {
        shop(test("other_world", "asked", """
                        overrides:
                          vars: { least: 7 }
                          env_vars: { REGION: north }
                          macros: { rate: 3, marks: "'!'", invocation_id: one }
                        given: []
                        expect:
                          rows: [{ least: 7, kept: b, region: north, rate: 3, mark: "!", id: one }]
                        """))
                .file("ashlar.yml", "name: shop", "vars: { least: 1, kept: b }")
                .file(
                        "macros/m.ftl",
                        "<#function rate x><#return x * 2></#function>",
                        "<#macro marks x>'${x}'</#macro>",
                        "<#function through><#return rate(9)></#function>")
                .file(
                        "models/analytics/asked.sql",
                        "select ${var('least')} as least, '${var('kept')}' as kept,",
                        "'${env_var('REGION', 'south')}' as region, ${through()} as rate,",
                        "<@marks x='?' /> as mark, '${invocation_id}' as id");
        assertThat(ashlar("test")).as(said).isZero();
        assertThat(ashlar("build", "-s", "asked")).as(said).isZero();
        assertThat(ashlar("show", "-s", "asked")).isZero();
        assertThat(said).contains("south", "18", "?");
    }

    @Test
    void pointsAtTheTemplateOrTheTestWhereSqlIsWrong() {
        shop(
                        test("model", "wrong", "given: [{ input: ref('orders'), rows: [] }]\nexpect: { rows: [] }"),
                        test(
                                "expected",
                                "paid",
                                "given: [{ input: ref('orders'), rows: [] },"
                                        + " { input: \"source('bank', 'payments')\", rows: [] }]\n"
                                        + "expect: { format: sql, rows: select nonsense from nowhere }"))
                .file("models/analytics/wrong.sql", "select", "    nonsense", "from ${ref('orders')}");
        assertThat(ashlar("run", "-s", "orders")).isZero();
        assertThat(ashlar("test")).isEqualTo(1);
        assertThat(said)
                .contains("models/analytics/wrong.sql:2:5 Cannot run unit test 'model' of model 'wrong': ")
                .containsPattern("models/units.yml:\\d+:\\d+ Cannot read the expected rows of unit test 'expected': ");
    }

    @Test
    void keepsTypesOfWhatStandsAndOfInputsThatAreEmpty() {
        shop(test("types", "typed", """
                        given:
                          - input: ref('orders')
                            rows: [{ order_id: "7", ordered_on: 2026-02-03 }]
                          - input: ref('nested')
                            rows: [{ tags: [a, "b, c"], item: { sku: x, n: 2 } }]
                          - { input: ref('seeded'), rows: [] }
                        expect:
                          rows: [{ month: 2, next: 8, tag: "b, c", n: 2, seeded: 0 }]
                        """))
                .file("models/analytics/nested.sql", "select ['t'] as tags, {'sku': 's', 'n': 1} as item")
                .file("seeds/seeded.csv", "id", "1")
                .file(
                        "models/analytics/typed.sql",
                        "select month(ordered_on) as month, order_id + 1 as next, tags[2] as tag, item.n as n,",
                        "(select count(*) from ${ref('seeded')} where id > 0) as seeded",
                        "from ${ref('orders')}, ${ref('nested')}");
        assertThat(ashlar("build", "-s", "+typed")).as(said).isZero();
        assertThat(said).contains("1 passed");
    }
}
