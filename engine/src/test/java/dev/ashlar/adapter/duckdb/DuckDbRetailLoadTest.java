package dev.ashlar.adapter.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.ashlar.contract.LoadFixture;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A shop's every transaction of a year, where the shared data are present: 541,909 lines in 305 files. */
@EnabledIf("present")
final class DuckDbRetailLoadTest extends DuckDbFiles {
    private static final Path FILES =
            Path.of(System.getProperty("ashlar.shared", "shared"), "data", "online-retail", "by-day");

    static boolean present() {
        return Files.isDirectory(FILES);
    }

    @Test
    void everyLineArrivesOnceUnderItsFileAndNumber() {
        Loading loading = new Loading();
        loading.load(loading.source(FILES + "/*.csv.gz", loading.columns(), Map.of()), GateMode.OPEN, check -> true);
        assertThat(rows("select count(*), count(distinct _file) from " + relation("orders")))
                .containsExactly(List.of(541_909L, 305L));
        assertThat(rows("select sum(rows), sum(rejects), count(*) from "
                        + markers().named("loads")))
                .hasToString("[[541909, 0, 305]]");
        Iterator<List<Object>> expected = lines().iterator();
        long[] compared = {0};
        try (WarehouseSession session = warehouse.open()) {
            session.query(
                    "select _row, invoiceno, stockcode, description, cast(quantity as varchar), customerid, country from "
                            + relation("orders") + " order by _batch_id, _row",
                    new WarehouseSession.RowSink() {
                        @Override
                        public void columns(List<CatalogColumn> columns) {}

                        @Override
                        public void row(List<Object> values) {
                            if (!values.equals(expected.next())) {
                                throw new AssertionError("line " + compared[0] + " differs: " + values);
                            }
                            compared[0]++;
                        }
                    });
        }
        assertThat(compared[0]).isEqualTo(541_909);
        assertThat(expected.hasNext()).isFalse();
    }

    private static Stream<List<Object>> lines() {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.sorted().toList().stream().flatMap(DuckDbRetailLoadTest::lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<List<Object>> lines(Path file) {
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().ofCsvRecord(new GZIPInputStream(Files.newInputStream(file)))) {
            long[] number = {0};
            return reader.stream()
                    .skip(1)
                    .map(r -> java.util.Arrays.<Object>asList(
                            ++number[0], text(r, 0), text(r, 1), text(r, 2), text(r, 3), text(r, 6), text(r, 7)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(CsvRecord row, int field) {
        return row.getField(field).isEmpty() ? null : row.getField(field);
    }

    private final class Loading implements LoadFixture {
        List<Column> columns() {
            return List.of(
                    column("invoiceno", "varchar"),
                    column("stockcode", "varchar"),
                    column("description", "varchar"),
                    column("quantity", "bigint"),
                    column("invoicedate", "timestamp"),
                    column("unitprice", "decimal(18,4)"),
                    column("customerid", "varchar"),
                    column("country", "varchar"));
        }

        @Override
        public dev.ashlar.port.Warehouse warehouse() {
            return warehouse;
        }

        @Override
        public String schema() {
            return DuckDbRetailLoadTest.this.schema();
        }

        @Override
        public Path projectFolder() {
            return folder;
        }

        @Override
        public RelationName markers() {
            return DuckDbRetailLoadTest.this.markers();
        }
    }
}
