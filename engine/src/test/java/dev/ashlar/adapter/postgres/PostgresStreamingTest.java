package dev.ashlar.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.contract.ChildJava;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of a load does not grow with its rows, nor with its rejects. */
final class PostgresStreamingTest extends PostgresEngine {
    /** More by a property: see bench/README.md. */
    private static final int ROWS = Integer.getInteger("ashlar.stream.rows", 400_000);

    /** The rows alone, were they kept, would take several times as much. */
    private static final String MEMORY = "-Xmx" + System.getProperty("ashlar.stream.memory", "40m");

    @Test
    void rowsAndRejectsPassThroughLittleMemory(@TempDir Path folder) throws Exception {
        try (JdbiRunRecords records = warehouse.records(schema + "_meta", InstantSource.system())) {
            records.prepare();
        }
        write(folder.resolve("landing/a.csv"));
        Process process = load(folder);
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).isTrue();
        assertThat(process.exitValue()).as(() -> output(folder)).isZero();
        long rejects = ROWS / 4;
        assertThat(rows("select count(*), count(distinct id), sum(amount) from " + relation("orders")))
                .containsExactly(List.of(
                        ROWS - rejects,
                        ROWS - rejects,
                        new BigDecimal("1.25").multiply(BigDecimal.valueOf(ROWS - rejects))));
        assertThat(count("orders__rejects")).isEqualTo(rejects);
    }

    /** Every fourth record does not fit. */
    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,name,seen,amount\n");
            for (int i = 1; i <= ROWS; i++) {
                out.write(i + ",a customer of no name in particular " + i + ",2026-01-31 10:00:00,"
                        + (i % 4 == 0 ? "none" : "1.25") + "\n");
            }
        }
    }

    private Process load(Path folder) throws IOException {
        List<String> command = ChildJava.command(
                MEMORY,
                StreamedLoad.class.getName(),
                server.host(),
                String.valueOf(server.port()),
                server.database(),
                server.user(),
                server.password(),
                schema,
                folder.toString());
        return ChildJava.process(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "output.txt"))
                .start();
    }

    private static String output(Path folder) {
        try {
            return Files.readString(folder.resolve("output.txt"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
