package dev.ashlar.adapter.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ashlar.contract.LoadFixture;
import dev.ashlar.contract.Workbooks;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.plan.PlanContext.GateMode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/**
 * Workbooks and parquet files that were cut off, spoilt or made to do harm: a file is named with its fault, or what the ledger
 * says of it is in the tables, as many records as the whole file had unless a spoilt byte made other ones of them.
 */
class DuckDbPackedFuzzTest extends DuckDbFiles implements LoadFixture {
    private static final int ROUNDS = Boolean.getBoolean("ashlar.deep") ? 60 : 3;
    private static final int FILES = 8;
    private static final int RECORDS = 40;

    @Test
    void noRecordOfAWorkbookIsLost() throws Exception {
        StringBuilder rows = new StringBuilder(
                "<row><c t=\"inlineStr\"><is><t>id</t></is></c><c t=\"inlineStr\"><is><t>name</t></is></c></row>");
        for (int i = 0; i < RECORDS; i++) rows.append("<row><c><v>" + i + "</v></c><c t=\"s\"><v>0</v></c></row>");
        Path good = folder.resolve("good.xlsx");
        Workbooks.write(good, "a name", rows.toString());
        anyBytes("xlsx", Files.readAllBytes(good));
    }

    @Test
    void noRecordOfAParquetFileIsLost() throws Exception {
        Path good = folder.resolve("good.parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("copy (select range as id, 'name ' || range as name from range(" + RECORDS + ")) to '"
                    + good + "' (format parquet)");
        }
        anyBytes("parquet", Files.readAllBytes(good));
    }

    private void anyBytes(String format, byte[] good) {
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(format.hashCode() * 31L + round);
            int number = round;
            assertTimeoutPreemptively(
                    Duration.ofMinutes(2), () -> everyRecordIsAccountedFor(format, good, random, number));
        }
    }

    private void everyRecordIsAccountedFor(String format, byte[] good, Random random, int round) throws IOException {
        Path landing = Files.createDirectories(folder.resolve("landing-" + format + round));
        Map<String, Boolean> whole = new HashMap<>();
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = i == 0 ? good : spoilt(good, random);
            String name = "f" + i + "." + format;
            Files.write(landing.resolve(name), bytes);
            whole.put(landing.getFileName() + "/" + name, Arrays.equals(bytes, good));
        }
        String told = told(landing.getFileName() + "/*", format);
        Map<String, List<Object>> ledger = new HashMap<>();
        ledger().forEach(entry -> ledger.put(String.valueOf(entry.get(0)), entry));
        Map<String, Long> rows = counts("orders");
        Map<String, Long> rejects = counts("orders__rejects");
        whole.forEach((label, unspoilt) -> {
            List<Object> entry = ledger.get(label);
            if (entry == null) {
                assertThat(unspoilt).as(told).isFalse();
                assertThat(told).as("%s is neither loaded nor named", label).contains(label);
                return;
            }
            assertThat(rows.getOrDefault(label, 0L)).as(label).isEqualTo(entry.get(1));
            assertThat(rejects.getOrDefault(label, 0L)).as(label).isEqualTo(entry.get(2));
            if (unspoilt) assertThat(rows.get(label)).as(label).isEqualTo(RECORDS);
        });
    }

    /** What a load says of the files that it leaves out. */
    private String told(String location, String format) {
        try {
            load(
                    source(
                            location,
                            format,
                            List.of(column("id", "bigint"), column("name", "varchar")),
                            Map.of("max_rejects", 1_000_000L, "on_duplicate_content", "load")),
                    GateMode.OPEN,
                    check -> true);
            return "";
        } catch (DiagnosticException leftOut) {
            return leftOut.getMessage();
        }
    }

    private Map<String, Long> counts(String table) {
        Map<String, Long> counts = new HashMap<>();
        rows("select _file, count(*) from " + relation(table) + " group by _file")
                .forEach(row -> counts.put(String.valueOf(row.get(0)), (Long) row.get(1)));
        return counts;
    }

    private static byte[] spoilt(byte[] good, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(good, random.nextInt(good.length));
            case 1 -> {
                byte[] garbage = new byte[random.nextInt(2_000)];
                random.nextBytes(garbage);
                yield garbage;
            }
            case 2 -> Arrays.copyOf(good, good.length + 1 + random.nextInt(50));
            default -> {
                byte[] bytes = good.clone();
                for (int i = random.nextInt(3); i >= 0; i--)
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
        };
    }

    @Test
    void aWorkbookThatUnpacksWithoutEndIsLeft() throws IOException {
        Path bomb = folder.resolve("landing/bomb.xlsx");
        Files.createDirectories(bomb.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write(("<workbook xmlns:r=\"r\"><sheets><sheet name=\"s\" r:id=\"r1\"/></sheets></workbook>")
                    .getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("xl/_rels/workbook.xml.rels"));
            zip.write("<R><Relationship Id=\"r1\" Type=\"t/worksheet\" Target=\"sheet.xml\"/></R>"
                    .getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("xl/sheet.xml"));
            endless(zip);
        }
        assertThat(Files.size(bomb)).isLessThan(300_000);
        assertThatThrownBy(() ->
                        load(source("landing/*.xlsx", "xlsx", idAndDay(), Map.of()), GateMode.OPEN, check -> true))
                .hasMessageContaining(
                        "landing/bomb.xlsx This file was not loaded: its part xl/sheet.xml unpacks to more than 200 times its"
                                + " size.");
    }

    private static void endless(OutputStream out) throws IOException {
        out.write("<worksheet><sheetData>".getBytes(StandardCharsets.UTF_8));
        byte[] rows = "<row/>".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 120; i++) out.write(rows);
        out.write("</sheetData></worksheet>".getBytes(StandardCharsets.UTF_8));
    }
}
