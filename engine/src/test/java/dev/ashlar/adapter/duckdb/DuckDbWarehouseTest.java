package dev.ashlar.adapter.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ashlar.contract.ChildJava;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DuckDbWarehouseTest extends DuckDbEngine {
    private static final String ENDLESS =
            "select count(*) from range(1000000000) a(x), range(1000000000) b(y) where x * y % 7 = 3";

    @Test
    void makesTheFileAndItsFolder() {
        Map<String, Object> options = Map.of("path", "deep/er/new.duckdb");
        DuckDbWarehouse.open(target(options), folder, DuckDbOfClass.RENDERER).close();
        assertThat(folder.resolve("deep/er/new.duckdb")).isRegularFile();
    }

    @Test
    void runsInUtcAndFetchesNoExtensions() {
        assertThat(rows("select current_setting('TimeZone'), current_setting('autoinstall_known_extensions')"))
                .containsExactly(List.of("UTC", false));
    }

    @Test
    void takesSettingsFromTheTarget() {
        Map<String, Object> options =
                Map.of("path", ":memory:", "engine_threads", 1, "settings", Map.of("default_order", "desc"));
        try (DuckDbWarehouse other = DuckDbWarehouse.open(target(options), folder, DuckDbOfClass.RENDERER);
                WarehouseSession session = other.open()) {
            assertThat(session.read("select current_setting('threads'), current_setting('default_order')", 1)
                            .rows())
                    .containsExactly(List.of(1L, "DESC"));
        }
    }

    @Test
    void refusesASettingThatTheEngineDoesNotKnow() {
        assertThatThrownBy(() -> open(Map.of("path", "x.duckdb", "settings", Map.of("memroy_limit", "1GB"))))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("memroy_limit")
                .hasMessageContaining("Correct 'settings' in profiles.yml.");
    }

    @Test
    void saysThatAFileIsNoDatabase() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "not a database ".repeat(1000));
        assertThatThrownBy(() -> open(Map.of("path", "notes.txt")))
                .isInstanceOf(DiagnosticException.class)
                .hasMessage(
                        "The file " + folder.resolve("notes.txt")
                                + " is not a DuckDB database. Name another file in 'path' in profiles.yml, or move this one away.");
    }

    @Test
    void saysThatThePathIsAFolderOrLiesBelowAFile() throws IOException {
        Files.createDirectories(folder.resolve("dir.duckdb"));
        Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> open(Map.of("path", "dir.duckdb")))
                .hasMessageContaining("dir.duckdb is a folder. Name a file in 'path'");
        assertThatThrownBy(() -> open(Map.of("path", "file/w.duckdb")))
                .hasMessageContaining("Cannot create the folder " + folder.resolve("file"));
    }

    @Test
    void aTargetWithoutPathIsRefused() {
        assertThatThrownBy(() -> open(Map.of()))
                .hasMessage(
                        "Target 'dev' of profile 'shop' has no path. Add 'path: <file>.duckdb' to it in profiles.yml.");
    }

    @Test
    void namesTheProcessThatHoldsTheFile() throws Exception {
        Path file = folder.resolve("held.duckdb");
        Process holder = ChildJava.process(
                        ChildJava.command(HoldsFile.class.getName(), file.toString(), "--password=hunter2"))
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(holder.inputReader().lines().filter("held"::equals).findFirst())
                    .isPresent();
            assertThatThrownBy(() -> open(Map.of("path", "held.duckdb")))
                    .isInstanceOf(DiagnosticException.class)
                    .hasMessageContaining("The warehouse " + file + " is in use by process " + holder.pid()
                            + " (java of user " + System.getProperty("user.name") + ", since 20")
                    .hasMessageContaining("wait until it ends, or end it, and run again; 'ps -fp " + holder.pid()
                            + "' shows what it is.")
                    .message()
                    .doesNotContain("hunter2", HoldsFile.class.getName());
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void cancelsWhatRuns() throws Exception {
        try (WarehouseSession session = warehouse.open()) {
            CompletableFuture<WarehouseException> ended = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(WarehouseException.class, () -> session.runText(ENDLESS)));
            while (!ended.isDone()) {
                warehouse.cancelAll();
                Thread.sleep(50);
            }
            assertThat(ended.get(10, TimeUnit.SECONDS).kind()).isEqualTo(Kind.CANCELLED);
            assertThat(session.read("select 1", 1).rows()).hasSize(1);
        }
    }

    @Test
    void cancelsALoadOfRowsThatNeverEnds() throws Exception {
        try (WarehouseSession session = warehouse.open()) {
            createTable(session, "t", "select 'x' as a");
            Iterable<List<Object>> endless = () ->
                    java.util.stream.Stream.generate(() -> List.<Object>of("y")).iterator();
            CompletableFuture<WarehouseException> ended = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                    WarehouseException.class,
                    () -> session.load(relation("t"), List.of(CatalogColumn.of("a", "VARCHAR")), endless)));
            while (!ended.isDone()) {
                session.cancel();
                Thread.sleep(50);
            }
            assertThat(ended.get(10, TimeUnit.SECONDS).kind()).isEqualTo(Kind.CANCELLED);
            assertThat(count("t")).isEqualTo(1);
        }
    }

    @Test
    void cancelsAQueryThatHasNoRowsYet() throws Exception {
        try (WarehouseSession session = warehouse.open()) {
            CompletableFuture<WarehouseException> ended = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(WarehouseException.class, () -> session.read(ENDLESS, 1)));
            while (!ended.isDone()) {
                Thread.sleep(50);
                session.cancel();
            }
            assertThat(ended.get(10, TimeUnit.SECONDS).kind()).isEqualTo(Kind.CANCELLED);
        }
    }

    @Test
    void aSessionSeesItsTemporaryTablesAndItsUncommittedRows() {
        try (WarehouseSession session = warehouse.open()) {
            session.run(new TransactionStatement.Begin());
            createTable(session, "t", "select 1 as a");
            assertThat(session.read("select * from " + relation("t"), 5).rows()).containsExactly(List.of(1L));
            session.run(new TransactionStatement.Rollback());
            session.runText("create temporary table passing as select 7 as a");
            assertThat(session.read("select * from passing", 5).rows()).containsExactly(List.of(7L));
        }
    }

    @Test
    void endsAStatementThatRunsLongerThanTheTargetAllows() {
        Map<String, Object> options = Map.of("path", ":memory:", "statement_timeout", "1s");
        try (DuckDbWarehouse other = DuckDbWarehouse.open(target(options), folder, DuckDbOfClass.RENDERER);
                WarehouseSession session = other.open()) {
            assertThatThrownBy(() -> session.read(ENDLESS, 1)).hasMessageContaining("statement_timeout of 1 s");
            assertThatThrownBy(() -> session.runText(ENDLESS))
                    .isInstanceOfSatisfying(
                            WarehouseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TIMED_OUT))
                    .hasMessage("The statement ran longer than the target's statement_timeout of 1 s.");
        }
    }

    @Test
    void bulkLoadsEveryKindOfValue() {
        try (WarehouseSession session = warehouse.open()) {
            session.runText("create table " + relation("t")
                    + " (i integer, b bigint, n decimal(18,3), f double, d date, ts timestamp, t time, s varchar, y boolean,"
                    + " j json)");
            List<CatalogColumn> columns = warehouse
                    .catalogOf(relation("t"))
                    .find(relation("t"))
                    .orElseThrow()
                    .columns();
            List<List<Object>> rows = List.of(
                    List.of(
                            7L,
                            Long.MAX_VALUE,
                            new BigDecimal("12.5"),
                            0.1,
                            LocalDate.of(2026, 1, 2),
                            LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6000),
                            LocalTime.of(1, 2, 3),
                            "quote \" ' and 客",
                            true,
                            "{\"a\":1}"),
                    Arrays.asList(null, null, null, null, null, null, null, null, null, null));
            assertThat(session.load(relation("t"), columns, rows)).isEqualTo(2);
            assertThat(session.read("select * exclude (n), n from " + relation("t"), 9)
                            .rows())
                    .containsExactly(
                            List.of(
                                    7L,
                                    Long.MAX_VALUE,
                                    0.1,
                                    LocalDate.of(2026, 1, 2),
                                    LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6000),
                                    LocalTime.of(1, 2, 3),
                                    "quote \" ' and 客",
                                    true,
                                    "{\"a\":1}",
                                    new BigDecimal("12.500")),
                            Arrays.asList(null, null, null, null, null, null, null, null, null, null));
        }
    }

    @Test
    void aBulkLoadOfAValueThatDoesNotFitFails() {
        try (WarehouseSession session = warehouse.open()) {
            session.runText("create table " + relation("t") + " (i integer)");
            assertThatThrownBy(() -> session.load(
                            relation("t"),
                            List.of(CatalogColumn.of("i", "INTEGER")),
                            List.of(List.<Object>of("seven"))))
                    .isInstanceOf(WarehouseException.class)
                    .hasMessageContaining("Could not convert string 'seven' to INT32");
        }
    }

    @Test
    void handsOutNestedValuesAsListsAndMaps() {
        assertThat(rows("select [1, 2], {'a': 1, 'b': [null]}, map {'k': 2}, '{\"x\": 1}'::json, 1::hugeint"))
                .containsExactly(List.of(
                        List.of(1L, 2L),
                        new java.util.TreeMap<>(Map.of("a", 1L, "b", java.util.Collections.singletonList(null))),
                        Map.of("k", 2L),
                        "{\"x\": 1}",
                        java.math.BigInteger.ONE));
    }

    @Test
    void streamsManyRowsWithoutHoldingThem() {
        long[] sum = {0};
        try (WarehouseSession session = warehouse.open()) {
            session.query("select i from range(1000000) t(i)", new WarehouseSession.RowSink() {
                @Override
                public void columns(List<CatalogColumn> columns) {
                    assertThat(columns).extracting(CatalogColumn::type).containsExactly("BIGINT");
                }

                @Override
                public void row(List<Object> values) {
                    sum[0] += (Long) values.get(0);
                }
            });
        }
        assertThat(sum[0]).isEqualTo(999_999L * 1_000_000 / 2);
    }

    private void open(Map<String, Object> options) {
        DuckDbWarehouse.open(target(options), folder, DuckDbOfClass.RENDERER).close();
    }

    /** Another process that holds a database file until it is ended. */
    static final class HoldsFile {
        public static void main(String[] args) throws InterruptedException {
            DuckDbWarehouse.open(target(Map.of("path", args[0])), Path.of("/"), DuckDbOfClass.RENDERER);
            System.out.println("held");
            Thread.sleep(60_000);
        }
    }
}
