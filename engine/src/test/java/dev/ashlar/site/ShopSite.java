package dev.ashlar.site;

import dev.ashlar.cli.AshlarCli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The docs of a small shop that has everything a site shows: files that are loaded, a snapshot, a hub, tests that fail, personal
 * data, a secret, and names and descriptions that would be markup if anybody let them. Built once for the JVM.
 */
final class ShopSite {
    static final String SECRET = "hunter2-hunter2";
    static final String PERSON = "ann@private.example";
    static final String MARKUP = "<img src=x onerror=\"window.hacked = true\"><script>window.hacked = true</script>";
    static final int MARTS = 20;

    private static ShopSite built;

    private final Path project;

    private ShopSite(Path project) {
        this.project = project;
    }

    static synchronized ShopSite built() {
        if (built == null) built = build();
        return built;
    }

    /** The site in its folder. */
    Path folder() {
        return project.resolve("target/docs");
    }

    Path singleFile() {
        return project.resolve("single/index.html");
    }

    String read(String name) {
        try {
            return Files.readString(folder().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path project() {
        return project;
    }

    private static ShopSite build() {
        try {
            ShopSite shop = new ShopSite(Files.createTempDirectory("shop-site").toRealPath());
            shop.files();
            shop.run(0, "docs", "generate", "--no-catalog");
            shop.run(1, "build");
            shop.run(0, "freshness");
            shop.file("models/analytics/fact_orders.sql", """
                    -- amounts in euros, key %s
                    select o.id, o.customer_id, c.email, o.amount * 1.19 as gross_amount
                    from ${ref("stg_orders")} as o
                    join ${ref("dim_customers")} as c on c.id = o.customer_id
                    """.formatted(SECRET));
            shop.run(0, "docs", "generate");
            shop.run(
                    0,
                    "docs",
                    "generate",
                    "--single-file",
                    "--output",
                    shop.project.resolve("single").toString());
            return shop;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(int expected, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--project-dir", project.toString()));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = new AshlarCli(Map.of("ASHLAR_SECRET_KEY", SECRET, "HOME", project.toString()), out, out)
                .run(all.toArray(String[]::new));
        if (code != expected) throw new IllegalStateException(said.toString(StandardCharsets.UTF_8));
    }

    private void file(String path, String text) {
        try {
            Path file = project.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void files() {
        file("ashlar.yml", """
                name: shop
                profile: shop
                layers:
                  staging: { materialized: view, reads: [staging, seeds, sources] }
                  analytics: { materialized: table, reads: [staging, analytics, seeds, snapshots] }
                """);
        file("profiles.yml", """
                shop:
                  target: dev
                  outputs:
                    dev: { type: duckdb, path: .ashlar/dev.duckdb, schema: dev, threads: 2 }
                """);
        file("landing/orders.csv", "id,customer_id,amount,ordered_at\n1,1,10,2026-01-01\n2,2,20,2026-01-02\n");
        file("seeds/customers.csv", "id,email\n1," + PERSON + "\n2,bob@private.example\n");
        file("macros/money.ftl", "<#macro in_euros column>${column} / 100</#macro>\n");
        file(
                "models/staging/stg_orders.sql",
                "select id, customer_id, amount, ordered_at from ${source('files', 'orders')}\n");
        file("models/analytics/dim_customers.sql", "select id, email, '<b>' as mark from ${ref('customers')}\n");
        file(
                "models/analytics/fact_orders.sql",
                "select id, customer_id, amount as gross_amount from ${ref('stg_orders')}\n");
        file("models/analytics/odd<b>name.sql", "select 1 as \"<i>column</i>\"\n");
        for (int i = 1; i <= MARTS; i++) {
            file(
                    "models/analytics/marts/mart_" + (i < 10 ? "0" : "") + i + ".sql",
                    "select id from ${ref('fact_orders')}\n");
        }
        file("snapshots/orders_history.sql", "select id, amount from ${ref('stg_orders')}\n");
        file("models/all.yml", properties());
    }

    private static String properties() {
        return """
                groups:
                  - name: finance
                    owner: { name: Finance, email: finance@shop.example }
                sources:
                  - name: files
                    config:
                      freshness: { warn_after: { count: 1, period: day }, error_after: { count: 3650, period: day } }
                      loaded_at_field: ordered_at
                    tables:
                      - name: orders
                        description: Orders as they arrive.
                        external: { location: landing/orders.csv, format: csv }
                        columns:
                          - { name: id, data_type: bigint }
                          - { name: customer_id, data_type: bigint }
                          - { name: amount, data_type: bigint }
                          - { name: ordered_at, data_type: timestamp }
                seeds:
                  - name: customers
                    columns:
                      - { name: email, description: Where to write to., meta: { pii: true } }
                snapshots:
                  - name: orders_history
                    config: { unique_key: id, strategy: check, check_cols: [amount] }
                models:
                  - name: dim_customers
                    description: '%s'
                    config: { tags: ['<b>bold</b>', daily], group: finance }
                    columns:
                      - name: id
                        data_tests: [unique, not_null]
                      - name: email
                        meta: { pii: true }
                        data_tests:
                          - accepted_values: { arguments: { values: ['%s'] } }
                  - name: fact_orders
                    description: One row an order. See [the manual](javascript:window.hacked=true) and **amounts**.
                    config: { group: finance, access: public, tags: [daily] }
                    columns:
                      - { name: gross_amount, description: 'What was paid, with tax.' }
                    data_tests:
                      - { name: has_a_thousand_rows, test_name: expression_is_true, arguments: { expression: 'gross_amount > 1000' }, config: { severity: warn } }
                unit_tests:
                  - name: keeps_every_order
                    model: stg_orders
                    given:
                      - input: source('files', 'orders')
                        rows: [{ id: 1, customer_id: 1, amount: 5 }]
                    expect: { rows: [{ id: 1 }] }
                exposures:
                  - name: board
                    label: '<script>window.hacked = true</script>Board'
                    type: dashboard
                    url: javascript:window.hacked=true
                    depends_on: [ref('fact_orders')]
                    owner: { name: Finance, email: finance@shop.example }
                """.formatted(MARKUP.replace("'", "''"), PERSON);
    }
}
