package dev.ashlar.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.ChildJava;
import dev.ashlar.contract.PostgresServer;
import dev.ashlar.manifest.Target;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A large result passes through a JVM that could not hold it. */
final class PostgresReadingTest {
    private static final long ROWS = 5_000_000;

    @Test
    @Timeout(240)
    void fiveMillionRowsPassThroughALittleMemory() throws Exception {
        PostgresServer server = PostgresServer.running();
        List<String> command = ChildJava.command(
                "-Xmx96m",
                Streams.class.getName(),
                server.host(),
                String.valueOf(server.port()),
                server.database(),
                server.user(),
                server.password());
        Process process = ChildJava.process(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said).contains("sum " + ROWS * (ROWS + 1) / 2);
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Each row has about 100 bytes in the result: half a gigabyte in all. */
    static final class Streams {
        private Streams() {}

        public static void main(String[] args) {
            Target target = new Target(
                    "shop",
                    "ci",
                    PostgresFacts.ENGINE,
                    "ci",
                    Target.SchemaNaming.PREFIXED,
                    Target.Protection.OPEN,
                    1,
                    Map.of(
                            "host",
                            args[0],
                            "port",
                            args[1],
                            "database",
                            args[2],
                            "user",
                            args[3],
                            "password",
                            args[4]));
            long[] sum = {0};
            try (PostgresWarehouse warehouse =
                            PostgresWarehouse.open(target, PostgresEngine.RENDERER, PostgresEngine.LABEL);
                    WarehouseSession session = warehouse.open()) {
                session.query(
                        "select i, repeat('x', 80) as filler from generate_series(1, " + ROWS + ") as s(i)",
                        new WarehouseSession.RowSink() {
                            @Override
                            public void columns(List<CatalogColumn> columns) {}

                            @Override
                            public void row(List<Object> values) {
                                sum[0] += (Long) values.get(0);
                            }
                        });
            }
            System.out.println("sum " + sum[0]);
        }
    }
}
