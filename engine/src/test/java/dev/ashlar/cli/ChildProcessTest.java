package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.Main;
import dev.ashlar.adapter.http.ScriptedApi;
import dev.ashlar.cli.Shell.Ran;
import dev.ashlar.contract.ChildJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: signals, and limits of the system. */
@Timeout(120)
final class ChildProcessTest {
    @TempDir
    Path folder;

    private final List<Process> children = new ArrayList<>();

    /** A child that outlives its test would burn a processor for as long as its query lasts. */
    @AfterEach
    void noChildIsLeft() {
        children.forEach(Process::destroyForcibly);
    }

    private Process started(ProcessBuilder builder) throws IOException {
        Process child = builder.start();
        children.add(child);
        return child;
    }

    private ProcessBuilder ashlar(String before, String... words) {
        List<String> command = ChildJava.command(Main.class.getName());
        command.addAll(List.of(words));
        List<String> shell = new ArrayList<>(List.of("/bin/bash", "-c", before + "exec \"$@\"", "bash"));
        shell.addAll(Interruptible.words());
        shell.addAll(command);
        return ChildJava.process(shell);
    }

    @Test
    void ctrlCEndsTheRunningStatementWritesResultsAndRetryGoesOn() throws IOException, InterruptedException {
        Shell shell = Shell.small(folder)
                .file(
                        "models/analytics/slow.sql",
                        "select sum(a.range * b.range) as s from range(10000000) a, range(1000000) b")
                .file("models/analytics/last.sql", "select * from ${ref('slow')}");
        Process child = started(ashlar("", "build", "--log-format", "json", "--project-dir", folder.toString())
                .redirectError(folder.resolve("errors.txt").toFile()));
        StringBuilder said = new StringBuilder();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.append(line).append('\n');
                if (line.contains("node_started") && line.contains("model.shop.slow")) {
                    interrupt(child);
                    var unused = child.onExit()
                            .completeOnTimeout(child, 60, TimeUnit.SECONDS)
                            .thenAccept(Process::destroyForcibly);
                }
            }
        }
        assertThat(child.waitFor()).isEqualTo(130);
        assertThat(said).contains("\"ending\":\"interrupted\"");
        assertThat(shell.read("errors.txt")).doesNotContain("Exception");
        assertThat(shell.read("target/run_results.json")).contains("model.shop.slow", "\"skipped\"");
        assertThat(shell.run("status").out()).contains("interrupted");

        shell.file("models/analytics/slow.sql", "select 1 as s");
        Ran retried = shell.run("retry");

        assertThat(retried.code()).isZero();
        assertThat(retried.out())
                .contains("dev_analytics.slow", "dev_analytics.last")
                .containsPattern(": [23] ok\\.");
        assertThat(shell.value("select s from ${ref('last')}")).isEqualTo("1");
        assertThat(shell.value(
                        "select count(*) as n from duckdb_tables() where table_name like '%\\_\\_new' escape '\\'"))
                .isEqualTo("0");
    }

    @Test
    void theDocsAreServedToThisMachineUntilCtrlC() throws IOException, InterruptedException {
        Shell shell = Shell.small(folder);
        assertThat(shell.run("docs generate").code()).isZero();
        Process child = started(ashlar("", "docs", "serve", "--port", "0", "--project-dir", folder.toString())
                .redirectErrorStream(true));
        String said = child.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(said).matches("The docs of shop: http://localhost:\\d+/ \\(Ctrl-C ends it\\)");
        int port = Integer.parseInt(said.replaceAll(".*:(\\d+)/.*", "$1"));
        assertThat(answer(port, "localhost:" + port)).startsWith("HTTP/1.1 200").contains("<title>shop</title>");
        assertThat(answer(port, "docs.elsewhere.example"))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("shop");
        interrupt(child);
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isEqualTo(130);
    }

    private static String answer(int port, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void ctrlCEndsAFetchAndLeavesNothingOfIt() throws IOException, InterruptedException {
        byte[] answer = "[{\"id\":1},{\"id\":2}]".getBytes(StandardCharsets.UTF_8);
        try (ScriptedApi api = new ScriptedApi().answer("/orders", 200, Map.of("X-Stall", "1"), answer, 12)) {
            Shell shell = Shell.small(folder)
                    .without("models/staging/orders.sql")
                    .file("models/sources.yml", """
                    sources:
                      - name: shop
                        tables:
                          - name: orders
                            external: { location: '%s/orders', format: jsonl, landing: landing/orders }
                            columns: [{ name: id, data_type: bigint }]
                    """.formatted(api.address()));
            Process child = started(ashlar("", "load", "--project-dir", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.txt").toFile()));
            while (api.asked().isEmpty() && child.isAlive()) Thread.sleep(20);
            interrupt(child);
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).as(shell.read("out.txt")).isEqualTo(130);
            assertThat(shell.files("landing/orders")).isEmpty();
            assertThat(shell.read("target/run_results.json")).contains("\"skipped\"");
        }
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void aFullTemporaryFolderIsNamedWithoutAStackTrace() throws IOException, InterruptedException {
        Shell shell = Shell.small(folder);
        Path out = folder.resolve("out.txt");
        // No file may grow beyond 4 MB, and DuckDB unpacks a library of 72 MB.
        ProcessBuilder unpacking = ashlar("ulimit -f 4000; ", "build", "--project-dir", folder.toString());
        unpacking.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process child = started(unpacking.redirectErrorStream(true).redirectOutput(out.toFile()));

        assertThat(child.waitFor(100, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isEqualTo(2);
        assertThat(Files.readAllLines(out))
                .last()
                .asString()
                .startsWith(
                        "error: DuckDB's native library cannot be loaded from " + System.getProperty("java.io.tmpdir")
                                + ": File too large. Make room there (it takes 100 MB) and let programs run from it, or name another"
                                + " folder:");
        assertThat(Files.readString(out)).doesNotContain("\tat ");
        assertThat(shell.has("target/run_results.json")).isFalse();
    }
}
