package dev.ashlar.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ashlar.cli.Shell.Ran;
import dev.ashlar.contract.PostgresServer;
import dev.ashlar.contract.RedshiftServer;
import dev.ashlar.s3.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small project on a redshift target, by the commands that people type. */
final class RedshiftProjectTest {
    @TempDir
    Path folder;

    private final String schema = PostgresServer.randomName();
    private RedshiftServer server;
    private Shell shop;

    @BeforeEach
    void project() {
        server = RedshiftServer.open();
        String target = server.options().entrySet().stream()
                .map(option -> ", " + option.getKey() + ": "
                        + (option.getValue() instanceof Integer ? option.getValue() : "'" + option.getValue() + "'"))
                .collect(Collectors.joining());
        shop = Shell.small(folder)
                .file("profiles.yml", """
                        shop:
                          target: there
                          outputs:
                            there: { type: redshift, schema: %s, threads: 2, query_group: etl%s }
                        """.formatted(schema, target))
                .file("seeds/customers.csv", "id,name\n1,Ann\n2,Ben\n")
                .file("models/staging/orders.sql", """
                        select 1 as id, 1 as customer_id, cast(10.5 as decimal(10, 2)) as amount
                        union all select 2, 2, 20
                        """)
                .file("models/analytics/totals.sql", """
                        <@config dist="customer_id" sort=["customer_id"] />
                        select c.id as customer_id, c.name, sum(o.amount) as amount
                        from ${ref("customers")} as c
                        join ${ref("orders")} as o on o.customer_id = c.id
                        group by c.id, c.name
                        """)
                .file("models/analytics/seen.sql", """
                        <@config materialized="incremental" incremental_strategy="merge" unique_key="id" />
                        select id, amount from ${ref("orders")}
                        """)
                .file("snapshots/customer_history.sql", """
                        <@config strategy="check" unique_key="id" check_cols="all" />
                        select id, name from ${ref("customers")}
                        """)
                .file("models/analytics/shop.yml", """
                        models:
                          - name: totals
                            columns:
                              - name: customer_id
                                data_tests: [unique, not_null]
                              - name: amount
                                data_tests:
                                  - accepted_range: { min_value: 0 }
                          - name: seen
                            columns:
                              - name: id
                                data_tests: [unique]
                        """);
    }

    @AfterEach
    void drop() throws SQLException {
        server.dropSchemas(schema);
        server.close();
    }

    private static Ran well(Ran ran) {
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).as(ran.out()).isZero();
        return ran;
    }

    /** Rows inserted, updated and deleted by node, where they are known. */
    private Map<String, String> rows() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (JsonNode result : new ObjectMapper()
                .readTree(shop.read("target/run_results.json"))
                .get("results")) {
            JsonNode counts = result.get("adapter_response");
            if (!counts.has("rows_inserted")) continue;
            String node = result.get("unique_id").asText();
            rows.put(
                    node.substring(node.lastIndexOf('.') + 1),
                    counts.get("rows_inserted") + " " + counts.get("rows_updated") + " " + counts.get("rows_deleted"));
        }
        return rows;
    }

    @Test
    void isBuiltTestedAndBuiltAgain() throws IOException {
        well(shop.run("build"));
        assertThat(rows())
                .containsEntry("customers", "2 0 0")
                .containsEntry("totals", "2 0 0")
                .containsEntry("seen", "2 0 0")
                .containsEntry("customer_history", "2 0 0");
        assertThat(shop.value("select sum(amount) as amount from ${ref('totals')}"))
                .isEqualTo("30.50");

        shop.replaced("seeds/customers.csv", "2,Ben", "2,Bea")
                .replaced("models/staging/orders.sql", "2, 2, 20", "3, 2, 30");
        well(shop.run("build"));
        assertThat(rows()).containsEntry("seen", "1 1 0").containsEntry("customer_history", "1 1 0");
        assertThat(shop.value("select name from ${ref('customer_history')} where id = 2 and is_current"))
                .isEqualTo("Bea");
        assertThat(shop.value("select count(*) as n from ${ref('seen')}")).isEqualTo("3");
    }

    @Test
    void theOtherCommandsWorkToo() {
        well(shop.run("debug"));
        well(shop.run("seed"));
        well(shop.run("run"));
        well(shop.run("test"));
        well(shop.run("snapshot"));
        well(shop.run("compile"));
        well(shop.run("status"));
        assertThat(well(shop.run("unlock")).out()).isEqualTo("No run holds anything on target 'there'.\n");
        well(shop.run("build --dry-run"));
        shop.replaced("models/analytics/shop.yml", "min_value: 0", "min_value: 15");
        Ran refused = shop.run("build --select totals");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).contains("not published: 1 test failed");
        assertThat(shop.value("select count(*) as n from ${ref('totals')}")).isEqualTo("2");
        shop.replaced("models/analytics/shop.yml", "min_value: 15", "min_value: 0");
        well(shop.run("retry"));
    }

    @Test
    void aSeedOfManyRowsGoesThroughTheStagingLocation() {
        String bucket = schema;
        S3Server s3 = S3Server.running();
        s3.buckets().create(bucket);
        StringBuilder rows = new StringBuilder("id,name\n");
        for (int i = 1; i <= 1_200; i++)
            rows.append(i).append(",name ").append(i).append('\n');
        shop.file("seeds/many.csv", rows.toString())
                .replaced(
                        "profiles.yml",
                        "query_group: etl",
                        "staging_location: s3://" + bucket + "/in, staging_region: eu-central-1, staging_endpoint: '"
                                + s3.endpoint() + "', access_key_id: AKIAEXAMPLE, secret_access_key: s3cr3t-in-test");
        Ran ran = well(shop.run("seed --select many --log-level debug"));
        assertThat(shop.value("select count(*) as n from ${ref('many')}")).isEqualTo("1200");
        assertThat(server.front().orElseThrow().proxy().statements())
                .anySatisfy(statement -> assertThat(statement.text()).startsWith("copy "));
        assertThat(s3.buckets().keys(bucket, "")).isEmpty();
        assertThat(ran.out()).doesNotContain("s3cr3t-in-test");
        assertThat(shop.files("target"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(shop.read("target/" + file)).doesNotContain("s3cr3t-in-test"));
    }

    /** Records are judged one by one on their way from one bucket to the other. */
    @Test
    void filesOfABucketAreJudgedAndGoThroughTheStagingLocation() {
        String bucket = schema;
        S3Server s3 = S3Server.running();
        s3.buckets().create(bucket);
        StringBuilder rows = new StringBuilder("id,name\n");
        for (int i = 1; i <= 1_200; i++)
            rows.append(i).append(",\"name, ").append(i).append("\"\n");
        s3.buckets().put(bucket, "drop/1/visits.csv", (rows + "x,no number\n").getBytes(UTF_8));
        s3.buckets().put(bucket, "drop/2/visits.csv", "id,name\n1201,late\n".getBytes(UTF_8));
        shop.replaced(
                        "profiles.yml",
                        "query_group: etl",
                        "staging_location: s3://" + bucket + "/in, staging_region: eu-central-1, staging_endpoint: '"
                                + s3.endpoint()
                                + "', access_key_id: AKIAEXAMPLE, secret_access_key: s3cr3t-in-test, places:"
                                + " { 's3://" + bucket + "/': { endpoint: '" + s3.endpoint()
                                + "', access_key_id: AKIAOTHER, secret_access_key: s3cr3t-of-the-lake } }")
                .file("models/sources.yml", """
                        sources:
                          - name: lake
                            tables:
                              - name: visits
                                external: { location: 's3://%s/drop/*/visits.csv' }
                                columns: [{ name: id, data_type: bigint }, { name: name, data_type: varchar(20) }]
                        """.formatted(bucket));
        Ran ran = well(shop.run("load --log-level debug"));
        assertThat(shop.value("select count(*) || ' ' || sum(id) as n from ${source('lake', 'visits')}"))
                .isEqualTo("1201 721801");
        assertThat(shop.value("select _row || ' ' || reason as r from ${rejects('lake', 'visits')}"))
                .isEqualTo("1201 'x' is not a bigint");
        assertThat(shop.value("select name from ${source('lake', 'visits')} where id = 1200 and _row = 1200"))
                .isEqualTo("\"name, 1200\"");
        assertThat(server.front().orElseThrow().proxy().statements())
                .anySatisfy(statement -> assertThat(statement.text()).startsWith("copy "));
        assertThat(s3.buckets().keys(bucket, "in/")).isEmpty();
        assertThat(ran.out()).doesNotContain("s3cr3t-in-test", "s3cr3t-of-the-lake");
        well(shop.run("load"));
        assertThat(shop.value("select count(*) as n from ${source('lake', 'visits')}"))
                .isEqualTo("1201");
    }

    /** To the front a table of an external schema is a table whose schema the other catalog names. */
    @Test
    void aTableOfAnExternalSchemaIsASourceThatIsReadTestedAndJudgedByItsNewestPartition() throws SQLException {
        String lake = schema + "_lake";
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + lake);
            statement.execute(
                    "create table " + lake + ".clicks as select 1 as id, cast('/home' as varchar(200)) as page,"
                            + " cast(dateadd(hour, -1, getdate()) as timestamp) as dt");
            statement.execute("insert into svv_external_schemas (schemaname) values ('" + lake + "')");
            statement.execute(
                    "insert into svv_external_columns (schemaname, tablename, columnname, external_type, columnnum)"
                            + " values ('" + lake + "', 'clicks', 'id', 'bigint', 1), ('" + lake
                            + "', 'clicks', 'page', 'varchar(200)', 2), ('" + lake
                            + "', 'clicks', 'dt', 'timestamp', 3)");
        }
        shop.file("models/sources.yml", """
                        sources:
                          - name: lake
                            schema: %s
                            tables:
                              - name: clicks
                                loaded_at_field: dt
                                freshness: { warn_after: { count: 1, period: day } }
                                columns: [{ name: id, data_tests: [unique, not_null] }]
                        """.formatted(lake))
                .file("models/staging/stg_clicks.sql", "select id, page from ${source('lake', 'clicks')}\n")
                .file(
                        "models/analytics/pages.sql",
                        "select page, count(*) as n from ${ref('stg_clicks')} group by page\n");
        Ran built = well(shop.run("build --select +pages"));
        assertThat(built.out()).contains("source_unique_lake_clicks_id").contains(": 2 ok, 2 passed");
        assertThat(shop.value("select page || ' ' || n as p from ${ref('pages')}"))
                .isEqualTo("/home 1");
        assertThat(well(shop.run("freshness")).out()).contains("lake.clicks  pass");
        assertThat(shop.value("select status from " + schema + "_ashlar_meta.freshness_results"))
                .isEqualTo("pass");
    }

    @Test
    void anErrorOfTheServerShowsThePlaceInTheModel() {
        shop.file("models/analytics/broken.sql", "select id,\n    nothing as b\nfrom ${ref('orders')}\n");
        Ran ran = shop.run("build --select +broken");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("models/analytics/broken.sql:2:5").contains("nothing");
    }
}
