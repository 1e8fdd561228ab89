package dev.ashlar.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.adapter.http.ScriptedApi;
import dev.ashlar.cli.Shell.Ran;
import dev.ashlar.s3.S3Server;
import dev.ashlar.sftp.SftpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
                                # others
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
        assertThat(everythingWritten()).doesNotContain("s3cr3t-of-the-lake");
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

    private void place(String address, String... lines) {
        String indent = " ".repeat(8);
        shell.replaced(
                "profiles.yml",
                indent + "# others\n",
                indent + "\"" + address + "\":\n" + indent + "  " + String.join("\n" + indent + "  ", lines) + "\n");
    }

    @Test
    void filesOfAServerAreLoadedOverSsh() throws Exception {
        Path root = Files.createDirectories(folder.resolve("root/out"));
        Files.writeString(root.resolve("a.csv"), "id,day\n1,2026-01-01\n");
        Files.writeString(root.resolve("b.csv"), "id,day\n2,2026-01-02\n");
        try (SftpServer server = new SftpServer(root.getParent())) {
            shell.file("models/sources.yml", SOURCES.formatted(server.address() + "out/*.csv"));
            Ran unknown = shell.run("load");
            assertThat(unknown.code()).isEqualTo(1);
            assertThat(unknown.out()).contains("the host key of 127.0.0.1 is not known: " + server.fingerprint());
            place(
                    server.address(),
                    "password: '${env_var(\"SFTP_PASSWORD\")}'",
                    "host_key: \"" + server.fingerprint() + "\"");
            shell.with("SFTP_PASSWORD", SftpServer.PASSWORD);
            Ran ran = shell.run("load");
            assertThat(ran.err()).isEmpty();
            assertThat(ran.code()).isZero();
            assertThat(loaded()).isEqualTo("2 3");
            assertThat(shell.value("select min(_file) as f from ${source('shop', 'orders')}"))
                    .isEqualTo("sftp://127.0.0.1:" + server.port() + "/out/a.csv");
        }
    }

    private static final String API = """
            sources:
              - name: shop
                tables:
                  - name: orders
                    external:
                      location: '%s/orders'
                      format: jsonl
                      landing: landing/orders
                      records: data
                      pages: { next: next }
                    columns: [{ name: id, data_type: bigint }, { name: day, data_type: date }]
            """;

    @Test
    void whatAnAddressAnswersLandsAsAFileAndIsLoaded() throws Exception {
        try (ScriptedApi api = new ScriptedApi()) {
            shell.file("models/sources.yml", API.formatted(api.address())).with("API_TOKEN", "t0ken-of-the-api");
            place(api.address(), "bearer: '${env_var(\"API_TOKEN\")}'");
            api.answer("/orders", "{\"data\":[{\"id\":1,\"day\":\"2026-01-01\"}],\"next\":\"/orders?page=2\"}");
            api.answer("/orders?page=2", "{\"data\":[{\"id\":2,\"day\":\"2026-01-02\"}]}");
            Ran dry = shell.run("load", "--dry-run");
            assertThat(api.asked()).isEmpty();
            assertThat(dry.out() + dry.err()).doesNotContain("t0ken-of-the-api");
            Ran ran = shell.run("load");
            assertThat(ran.err()).isEmpty();
            assertThat(ran.code()).isZero();
            assertThat(loaded()).isEqualTo("2 3");
            List<String> files = shell.files("landing/orders");
            assertThat(files).hasSize(1);
            assertThat(shell.value("select min(_file) as f from ${source('shop', 'orders')}"))
                    .isEqualTo("landing/orders/" + files.get(0));
            assertThat(shell.run("load").code()).isZero();
            assertThat(loaded()).isEqualTo("2 3");

            api.forget();
            api.answer("/orders", 401, Map.of(), "who is t0ken-of-the-api?");
            shell.file("landing/orders/20200101T000000.000Z-by-hand.jsonl", "{\"id\":4,\"day\":\"2020-01-01\"}\n");
            Ran refused = shell.run("load");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.out())
                    .contains("1 file of source 'orders' could not be loaded. The other one is published.")
                    .contains(api.address()
                            + "/orders This file was not loaded: the server refuses it (401). Correct 'bearer'")
                    .doesNotContain("t0ken-of-the-api");
            assertThat(loaded()).isEqualTo("3 7");
        }
        assertThat(everythingWritten()).doesNotContain("t0ken-of-the-api");
    }

    private String everythingWritten() throws Exception {
        StringBuilder all = new StringBuilder();
        for (String file : shell.files("target")) {
            all.append(new String(
                    Files.readAllBytes(shell.project().resolve("target").resolve(file)), UTF_8));
        }
        return all.toString();
    }

    @Test
    void keysThatDoNotFitTogetherAreToldWithTheirPlace() {
        shell.file("models/sources.yml", """
                sources:
                  - name: shop
                    tables:
                      - name: orders
                        external:
                          location: 'https://reports:hidden-one@api.example.com/orders'
                          format: jsonl
                      - name: refunds
                        external:
                          location: https://api.example.com/refunds
                          format: csv
                          headers: { X-Api-Key: abc }
                          pages: { number: page, cursor: next }
                      - name: items
                        external:
                          location: landing/items/*.jsonl
                          format: jsonl
                          records: data
                      - name: returns
                        external:
                          location: https://api.example.com/returns
                          format: jsonl
                          landing: landing/returns
                          pages: { next: links.next, first: 1 }
                          settle: 60s
                """);
        Ran ran = shell.run("load");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains(
                        "models/sources.yml:6:22 The location of 'external' of table 'orders' of source 'shop' holds a"
                                + " password. Take it out, and write it below 'places' in profiles.yml, by env_var.",
                        "models/sources.yml:10:21 'external' of table 'refunds' of source 'shop' lacks 'landing', the folder"
                                + " in which answers become files.",
                        "models/sources.yml:11:19 The format of 'external' of table 'refunds' of source 'shop' is csv, but what"
                                + " an address answers lands as jsonl. Write 'format: jsonl'.",
                        "models/sources.yml:12:22 The header 'X-Api-Key' of 'external' of table 'refunds' of source 'shop' is a"
                                + " secret.",
                        "models/sources.yml:13:18 'pages' of",
                        "models/sources.yml:18:11 'records' of 'external' of table 'items' of source 'shop' says how an address"
                                + " is asked, but the location is none.",
                        "'first' of 'pages' of 'external' of table 'returns' of source 'shop' belongs to 'number'.",
                        "models/sources.yml:25:11 'settle' of 'external' of table 'returns' of source 'shop' waits for files to be"
                                + " complete, and what an address answers lands complete.")
                .doesNotContain("hidden-one");
    }

    @Test
    void aHostThatNobodyKnowsIsToldWithThePlaceOfItsSource() {
        String first = shell.read("profiles.yml");
        shell.file("profiles.yml", first.replace(s3.endpoint().toString(), "http://no-such-store.invalid:9000"));
        Ran store = shell.run("load");
        assertThat(store.code()).isEqualTo(1);
        assertThat(store.out() + store.err())
                .contains(
                        "models/sources.yml:5:32 Cannot load source 'orders': there is no host 'no-such-store.invalid'."
                                + " Correct it in the location, or below 'places' in profiles.yml, or mend the name service of"
                                + " this machine.")
                .doesNotContain("UnknownHostException");

        shell.file("models/sources.yml", SOURCES.formatted("sftp://me@no-such-server.invalid/out/*.csv"));
        Ran server = shell.run("load");
        assertThat(server.out() + server.err())
                .contains("models/sources.yml:5:32 Cannot load source 'orders': there is no host"
                        + " 'no-such-server.invalid'.");
    }
}
