package dev.ashlar.adapter.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.contract.LoadFixture;
import dev.ashlar.contract.RestrictedWarehouse;
import dev.ashlar.contract.WatchedWarehouse;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.port.Warehouse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may go wrong while the engine reads a file with threads of its own. */
final class DuckDbReadFilesTest extends DuckDbFiles implements LoadFixture {
    private static final long RECORDS = 60_000;
    private static final String LONG = "x".repeat(400);

    private Node.Source large() throws IOException {
        Path file = folder.resolve("landing/large.csv");
        Files.createDirectories(file.getParent());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,text\n");
            for (long id = 1; id <= RECORDS; id++) {
                out.write((id == 50_000 ? "?" : String.valueOf(id)) + "," + LONG + "\n");
            }
        }
        return source("landing/large.csv", List.of(column("id", "bigint"), column("text", "varchar")), Map.of());
    }

    private void demandNumbers(Warehouse over, Node.Source source) {
        load(over, source, GateMode.GATED, check -> true);
        assertThat(rows("select count(*), count(case when _row = id then 1 end) from " + relation("orders")))
                .containsExactly(List.of(RECORDS - 1, RECORDS - 1));
        assertThat(rows("select _row, column_name from " + relation("orders__rejects")))
                .containsExactly(List.of(50_000L, "id"));
    }

    @Test
    void recordsOfALargeFileHaveTheirNumbersWhenTheyAreGivenAfterwards() throws IOException {
        List<String> sent = new ArrayList<>();
        demandNumbers(watched(sent), large());
        assertThat(sent).contains("TypeFiles", "NumberRecords");
    }

    @Test
    void andWhenTheyAreGivenByAWindowBecauseTheTargetKeepsNoOrder() throws IOException {
        List<String> sent = new ArrayList<>();
        demandNumbers(new RestrictedWarehouse(watched(sent), Set.of(EngineCapability.KEEPS_ORDER)), large());
        assertThat(sent).contains("TypeFiles").doesNotContain("NumberRecords");
    }

    private Warehouse watched(List<String> sent) {
        return new WatchedWarehouse(warehouse(), new WatchedWarehouse.Watch() {
            @Override
            public void before(String statement) {
                sent.add(statement);
            }

            @Override
            public void after(String statement) {}
        });
    }

    @Test
    void aTargetThatIsToKeepNoOrderIsHeeded() {
        for (String value : List.of("false", "FALSE", "0")) {
            assertThat(keepsOrder(Map.of("settings", Map.of("Preserve_Insertion_Order", value))))
                    .as(value)
                    .isFalse();
        }
        assertThat(keepsOrder(Map.of())).isTrue();
    }

    private boolean keepsOrder(Map<String, Object> more) {
        Map<String, Object> options = new HashMap<>(more);
        options.put("path", ":memory:");
        try (DuckDbWarehouse opened = DuckDbWarehouse.open(target(options), folder, DuckDbOfClass.RENDERER)) {
            return opened.capabilities().contains(EngineCapability.KEEPS_ORDER);
        }
    }

    @Test
    void aFileThatSomebodyWroteToWhileItWasReadIsNotLoadedButTheOthersAre() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\n");
        file("b.csv", "id,day\n2,2026-01-02\n3,someday\n");
        Path written = folder.resolve("landing/a.csv");
        Warehouse warehouse = new WatchedWarehouse(warehouse(), new WatchedWarehouse.Watch() {
            @Override
            public void before(String statement) {}

            @Override
            public void after(String statement) {
                if (!statement.equals("TypeFiles")) return;
                try {
                    FileTime before = Files.getLastModifiedTime(written);
                    Files.setLastModifiedTime(written, FileTime.fromMillis(before.toMillis() + 1_000));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        Node.Source source = source("landing/*.csv", idAndDay(), Map.of());
        assertThatThrownBy(() -> load(warehouse, source, GateMode.GATED, check -> true))
                .isInstanceOfSatisfying(
                        DiagnosticException.class,
                        told -> assertThat(told.diagnostics().get(0).toString())
                                .contains(
                                        "landing/a.csv", "it changed while it was read", "The other one is published"));
        assertThat(loaded()).extracting(row -> row.get(0)).containsExactly(2L);
        assertThat(rejects()).hasSize(1);
        load(source, GateMode.GATED, check -> true);
        assertThat(loaded()).extracting(row -> row.get(0)).containsExactly(2L, 1L);
    }
}
