package dev.ashlar.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.adapter.http.ScriptedApi;
import dev.ashlar.cli.Shell.Ran;
import dev.ashlar.s3.S3Server;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Machines that take a load's requests and never come to an end with them: the source's timeout counts all the same. */
@Timeout(60)
class SlowPlacesTest {
    @TempDir
    Path folder;

    /** @param external keys of the source's {@code external:} */
    private Shell project(String external, String place) {
        return Shell.small(folder)
                .without("models/staging/orders.sql")
                .file("profiles.yml", """
                        shop:
                          target: dev
                          outputs:
                            dev:
                              type: duckdb
                              path: .ashlar/dev.duckdb
                              schema: dev
                              places: { %s }
                        """.formatted(place))
                .file("models/sources.yml", """
                        sources:
                          - name: shop
                            tables:
                              - name: orders
                                config: { timeout: 1s }
                                external: { %s }
                                columns: [{ name: id, data_type: bigint }]
                        """.formatted(external));
    }

    private static void endsInTime(Shell shell) {
        Ran ran = shell.run("load");
        assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(1);
        assertThat(ran.out() + ran.err())
                .contains("Cannot build source 'orders': it took longer than its timeout of 1 second.")
                .doesNotContain("Exception");
        assertThat(shell.files("target/fetched")).isEmpty();
    }

    @Test
    void anAddressWhoseAnswerStopsHalfWayLeavesNothingInTheLandingFolder() {
        byte[] answer = "[{\"id\":1},{\"id\":2}]".getBytes(UTF_8);
        try (ScriptedApi api = new ScriptedApi().answer("/orders", 200, Map.of("X-Stall", "1"), answer, 12)) {
            Shell shell =
                    project("location: '" + api.address() + "/orders', format: jsonl, landing: landing/orders", "");
            endsInTime(shell);
            assertThat(api.asked()).hasSize(1);
            assertThat(shell.files("landing/orders")).isEmpty();
        }
    }

    @Test
    void anObjectThatStopsHalfWayIsLeft() {
        S3Server s3 = S3Server.running();
        String bucket = "lake-" + UUID.randomUUID();
        s3.buckets().create(bucket);
        s3.buckets().put(bucket, "in/a.csv", "id\n1\n2\n".getBytes(UTF_8));
        s3.buckets().stall(bucket, "in/a.csv");
        endsInTime(project(
                "location: 's3://" + bucket + "/in/*.csv'",
                "'s3://" + bucket + "/': { endpoint: '" + s3.endpoint()
                        + "', access_key_id: AKIAEXAMPLE, secret_access_key: s3cr3t }"));
    }

    @Test
    void aServerThatTakesTheCallAndSaysNothingIsLeft() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "sftp://reports@127.0.0.1:" + deaf.getLocalPort() + "/";
            endsInTime(project("location: '" + address + "out/*.csv'", "'" + address + "': { password: s3cr3t-of-r }"));
        }
    }
}
