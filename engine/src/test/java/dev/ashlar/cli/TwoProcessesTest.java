package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.Main;
import dev.ashlar.cli.Shell.Ran;
import dev.ashlar.contract.ChildJava;
import dev.ashlar.contract.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs on one server that are processes of their own: stopped, killed and interrupted by the system. */
@Timeout(180)
final class TwoProcessesTest {
    private static final String SLOW = "select 'child' as by, pg_sleep(600)::text as s";

    /** A server goes on with a statement whose client is gone. */
    private static final String AT_WORK = "application_name like 'ashlar %%' and state = 'active'"
            + " and query like '%%%s%%pg_sleep(600)%%' and pid <> pg_backend_pid()";

    @TempDir
    Path folder;

    private final PostgresServer server = PostgresServer.running();
    private final String schema = PostgresServer.randomName();
    private final StringBuilder said = new StringBuilder();
    private Shell shell;
    private Process child;

    @BeforeEach
    void aRunIsAtWork() throws IOException {
        shell = Shell.small(folder).file("profiles.yml", """
                shop:
                  target: ci
                  outputs:
                    ci:
                      type: postgres
                      host: %s
                      port: %s
                      database: %s
                      user: %s
                      password: %s
                      schema: %s
                      threads: 1
                """.formatted(
                        server.host(), server.port(), server.database(), server.user(), server.password(), schema));
        shell.file("models/analytics/slow.sql", SLOW);
        shell.file("models/analytics/last.sql", "select * from ${ref('slow')}");
        List<String> command = new ArrayList<>(Interruptible.words());
        command.addAll(ChildJava.command("-Dashlar.lease=2s", Main.class.getName()));
        command.addAll(
                List.of("build", "--log-format", "json", "--select", "slow+", "--project-dir", folder.toString()));
        command.addAll(List.of("--target-path", folder.resolve("target/child").toString()));
        child = ChildJava.process(command)
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
    }

    @AfterEach
    void endIt() throws Exception {
        child.destroyForcibly().waitFor();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where " + AT_WORK.formatted(schema));
        }
        server.dropSchemas(schema);
    }

    private void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(child.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private void heard(BufferedReader out, String event) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            if (line.contains(event)) return;
        }
        throw new IllegalStateException(
                "Never said " + event + ": " + said + Files.readString(folder.resolve("errors.txt")));
    }

    /** Statements of the child that the server works on. */
    private int working() throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from pg_stat_activity where " + AT_WORK.formatted(schema))) {
            row.next();
            return row.getInt(1);
        }
    }

    private void awaitWorking(int statements) throws SQLException, InterruptedException {
        for (int i = 0; i < 3_000 && working() != statements; i++) Thread.sleep(20);
        assertThat(working()).isEqualTo(statements);
    }

    @Test
    void aRunThatIsStoppedPastItsLeaseAndWokenWritesNothing() throws Exception {
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            heard(out, "node_started");
            awaitWorking(1);
            signal("STOP");
            shell.file("models/analytics/slow.sql", "select 'other' as by");

            Ran other = shell.run("build", "--select", "slow");

            assertThat(other.code()).as(other.out() + other.err()).isZero();
            assertThat(other.out() + other.err())
                    .contains("warning: run ", "('ashlar build' of ", "process " + child.pid() + " since ")
                    .contains(
                            "was shut out: what it held is free. Its sessions were ended, so it writes nothing more.");
            assertThat(working()).isZero();
            signal("CONT");
            heard(out, "run_ended");
        }
        assertThat(child.waitFor()).isEqualTo(1);
        assertThat(said)
                .contains("The lease of this run was taken by 'ashlar build' of ")
                .contains(": nothing more is written.");
        assertThat(Files.readString(folder.resolve("errors.txt"))).doesNotContain("Exception");
        assertThat(shell.value("select by from ${ref('slow')}")).isEqualTo("other");
        assertThat(shell.run("unlock").out()).isEqualTo("No run holds anything on target 'ci'.\n");
    }

    @Test
    void ctrlCCancelsTheStatementAtTheServer() throws Exception {
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            heard(out, "node_started");
            awaitWorking(1);
            signal("INT");
            heard(out, "\"ending\":\"interrupted\"");
        }
        assertThat(child.waitFor()).isEqualTo(130);
        assertThat(working()).isZero();
        assertThat(Files.readString(folder.resolve("errors.txt"))).doesNotContain("Exception");
        assertThat(shell.run("unlock").out()).isEqualTo("No run holds anything on target 'ci'.\n");
    }

    @Test
    void unlockShowsARunOfAnotherProcessAndEndsItOnlyWithAYes() throws Exception {
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            heard(out, "node_started");
            awaitWorking(1);
            Ran shown = shell.run("unlock");
            assertThat(shown.outLines()).hasSize(3);
            assertThat(shown.outLines().get(0)).matches("run [-0-9a-f]{36}: alive, last sign of life \\d+s ago");
            assertThat(shown.outLines().get(2))
                    .endsWith("still to do: " + schema + "_analytics.last, " + schema + "_analytics.slow");
            String id = shown.outLines().get(0).substring(4, 40);

            Ran refused = shell.run("unlock", id);

            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err())
                    .startsWith("error: This would end run " + id + " ('ashlar build' of ")
                    .endsWith(
                            ", which is alive: what it is doing would be undone, and it would write nothing more. Wait"
                                    + " until it has ended, or add --yes.\n");
            assertThat(working()).isEqualTo(1);
            Ran ended = shell.run("unlock", id, "--yes");
            assertThat(ended.out()).startsWith("Ended run " + id + " (").endsWith("): what it held is free.\n");
            assertThat(working()).isZero();
            heard(out, "run_ended");
        }
        assertThat(child.waitFor()).isEqualTo(1);
        assertThat(said).contains("The lease of this run was taken by 'ashlar unlock' of ");
    }
}
