package dev.ashlar.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import dev.ashlar.s3.S3Server;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources whose files lie on other machines, as a user loads them. */
class PlacesTest {
    private static final String SOURCES = """
            sources:
              - name: shop
                tables:
                  - name: orders
                    external: { location: '%s', format: csv }
                    columns: [{ name: id, data_type: bigint }, { name: day, data_type: date }]
            """;

    @TempDir
    Path folder;

    private final S3Server s3 = S3Server.running();
    private final String bucket = "lake-" + UUID.randomUUID();
    private Shell shell;

    @BeforeEach
    void aProject() {
        s3.buckets().create(bucket);
        shell = Shell.in(folder.resolve("shop"))
                .file("ashlar.yml", """
                        name: shop
                        profile: shop
                        layers:
                          raw: { materialized: table, reads: [sources, seeds] }
                        """)
                .file("profiles.yml", """
                        shop:
                          target: dev
                          outputs:
                            dev:
                              type: duckdb
                              path: .ashlar/dev.duckdb
                              schema: dev
                              places:
                                "s3://%s/":
                                  endpoint: %s
                                  access_key_id: AKIAEXAMPLE
                                  secret_access_key: '${env_var("LAKE_SECRET")}'
                        """.formatted(bucket, s3.endpoint()))
                .with("LAKE_SECRET", "s3cr3t-of-the-lake")
                .file("models/sources.yml", SOURCES.formatted("s3://" + bucket + "/in/*/orders.csv*"));
    }

    private void put(String key, String text) {
        s3.buckets().put(bucket, key, text.getBytes(UTF_8));
    }

    private List<String> gets() {
        return s3.buckets().gets().stream()
                .filter(path -> path.startsWith(bucket))
                .toList();
    }

    private String loaded() {
        return shell.value("select count(*) || ' ' || coalesce(sum(id), 0) as n from ${source('shop', 'orders')}");
    }

    @Test
    void onlyNewObjectsAreFetchedAndNothingOfThemStays() {
        put("in/1/orders.csv", "id,day\n1,2026-01-01\n");
        put("in/2/orders.csv", "id,day\n2,2026-01-02\n");
        Ran first = shell.run("load");
        assertThat(first.err()).isEmpty();
        assertThat(first.code()).isZero();
        assertThat(loaded()).isEqualTo("2 3");
        put("in/3/orders.csv", "id,day\n4,2026-01-03\n");
        assertThat(shell.run("load").code()).isZero();
        assertThat(loaded()).isEqualTo("3 7");
        assertThat(gets())
                .containsExactlyInAnyOrder(
                        bucket + "/in/1/orders.csv", bucket + "/in/2/orders.csv", bucket + "/in/3/orders.csv");
        assertThat(shell.files("target/fetched")).isEmpty();
        assertThat(shell.value("select min(_file) as f from ${source('shop', 'orders')}"))
                .isEqualTo("s3://" + bucket + "/in/1/orders.csv");
    }

    @Test
    void anObjectThatCannotBeReadIsNamedTheOthersArePublishedAndALaterLoadTakesIt() {
        put("in/1/orders.csv", "id,day\n1,2026-01-01\n");
        put("in/2/orders.csv", "id,day\n2,2026-01-02\n");
        put("in/3/orders.csv", "id,day\n4,2026-01-03\n");
        s3.buckets().deny(bucket, "in/2/orders.csv");
        s3.buckets().cut(bucket, "in/3/orders.csv", 1);
        Ran ran = shell.run("load");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out() + ran.err())
                .contains("1 file of source 'orders' could not be loaded. The other 2 are published.")
                .contains("s3://" + bucket
                        + "/in/2/orders.csv This file was not loaded: access to it is denied to the access"
                        + " key of profiles.yml. Allow s3:GetObject on it.")
                .doesNotContain("s3cr3t-of-the-lake");
        assertThat(loaded()).isEqualTo("2 5");
        s3.buckets().allow(bucket, "in/2/orders.csv");
        assertThat(shell.run("load").code()).isZero();
        assertThat(loaded()).isEqualTo("3 7");
    }

    @Test
    void noSecretIsWrittenAnywhere() throws Exception {
        put("in/1/orders.csv", "id,day\n1,2026-01-01\n");
        s3.buckets().close(bucket);
        Ran ran = shell.run("load");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out() + ran.err())
                .contains("Cannot load source 'orders': the objects of s3://" + bucket
                        + "/in/ cannot be listed as the access key of profiles.yml: access is denied.");
        for (String file : shell.files("target")) {
            assertThat(new String(
                            java.nio.file.Files.readAllBytes(
                                    shell.project().resolve("target").resolve(file)),
                            UTF_8))
                    .as(file)
                    .doesNotContain("s3cr3t-of-the-lake");
        }
    }

    @Test
    void aPlaceThatIsNotKnownIsNamed() {
        shell.file("models/sources.yml", SOURCES.formatted("ftp://files.example.com/in/*.csv"));
        Ran ran = shell.run("load");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out() + ran.err())
                .contains("models/sources.yml:5:32 Cannot load source 'orders': no files are read from 'ftp://'.");
    }

    @Test
    void aPlaceWithoutAMappingIsRefused() {
        shell.replaced("profiles.yml", "\"s3://" + bucket + "/\":", "lake:");
        Ran ran = shell.run("load");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out() + ran.err())
                .contains("'lake' below 'places' in profiles.yml is not an address with a mapping below it.");
    }
}
