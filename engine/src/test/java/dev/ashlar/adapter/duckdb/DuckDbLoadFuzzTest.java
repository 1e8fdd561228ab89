package dev.ashlar.adapter.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ashlar.contract.LoadFixture;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.PlanContext.GateMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Whatever bytes a file has: its records are rows or rejects, every one of them, or the file is named with its fault. */
class DuckDbLoadFuzzTest extends DuckDbFiles implements LoadFixture {
    private static final int ROUNDS = Boolean.getBoolean("ashlar.deep") ? 300 : 6;
    private static final int FILES = 10;
    private static final List<String> PIECES = List.of(
            "\"",
            "\"\"",
            ",",
            "\n",
            "\r\n",
            "\r",
            "\0",
            "\\",
            "\\\"",
            "{",
            "}",
            "[",
            "]",
            ":",
            "null",
            "1e999",
            "\ufeff",
            "\u2028",
            "\ud83d\ude00",
            " ",
            "\t",
            ";",
            "{\"id\":1,\"id\":2}",
            "x".repeat(70_000));

    @Test
    void noRecordOfACsvFileIsLost() {
        anyBytes("csv", 1);
    }

    @Test
    void noRecordOfAFileOfJsonIsLost() {
        anyBytes("jsonl", 2);
    }

    private void anyBytes(String format, int seed) {
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(seed * 1_000_003L + round);
            String name = format + " " + seed + " " + round;
            assertTimeoutPreemptively(Duration.ofMinutes(2), () -> everyRecordIsAccountedFor(format, random), name);
        }
    }

    private void everyRecordIsAccountedFor(String format, Random random) throws IOException {
        Path landing = folder.resolve("landing" + random.nextInt(1_000_000));
        Files.createDirectories(landing);
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = spoilt(good(format, random), random);
            boolean packed = random.nextInt(4) == 0;
            Files.write(
                    landing.resolve("f" + i + "." + format + (packed ? ".gz" : "")),
                    packed ? cut(bytes, random) : bytes);
        }
        String told = "";
        try {
            load(
                    source(
                            landing.getFileName() + "/*",
                            format,
                            List.of(column("id", "bigint"), column("name", "varchar")),
                            Map.of("max_rejects", 1_000_000L, "on_duplicate_content", "load")),
                    GateMode.OPEN,
                    check -> true);
        } catch (DiagnosticException leftOut) {
            told = leftOut.getMessage();
        }
        accountedFor(landing, told);
    }

    private void accountedFor(Path landing, String told) throws IOException {
        boolean any = !warehouse.catalogOf(relation("orders")).relations().isEmpty();
        Map<String, Long> rows = any ? counts(relation("orders")) : Map.of();
        Map<String, Long> rejects = any ? counts(relation("orders__rejects")) : Map.of();
        Map<String, List<Object>> ledger = new HashMap<>();
        ledger().forEach(entry -> ledger.put(String.valueOf(entry.get(0)), entry));
        for (int i = 0; i < FILES; i++) {
            String plain = landing.getFileName() + "/f" + i + ".";
            String label = ledger.keySet().stream()
                    .filter(l -> l.startsWith(plain))
                    .findFirst()
                    .orElse("");
            if (label.isEmpty()) {
                assertThat(told).as("%s is neither loaded nor named", plain).contains(plain, " of source ");
                continue;
            }
            assertThat(told).doesNotContain(label + " ");
            assertThat(rows.getOrDefault(label, 0L))
                    .as(label)
                    .isEqualTo(ledger.get(label).get(1));
            assertThat(rejects.getOrDefault(label, 0L))
                    .as(label)
                    .isEqualTo(ledger.get(label).get(2));
        }
    }

    private Map<String, Long> counts(RelationName table) {
        Map<String, Long> counts = new HashMap<>();
        rows("select _file, count(*) from " + table + " group by _file")
                .forEach(row -> counts.put(String.valueOf(row.get(0)), (Long) row.get(1)));
        return counts;
    }

    private static String good(String format, Random random) {
        StringBuilder text = new StringBuilder(format.equals("csv") ? "id,name\n" : random.nextInt(4) == 0 ? "[" : "");
        boolean list = text.toString().equals("[");
        int records = random.nextInt(40);
        for (int i = 0; i < records; i++) {
            String name = random.nextInt(5) == 0 ? "a \"\"b\"\", c" : "n" + i;
            if (format.equals("csv")) text.append(i).append(",\"").append(name).append("\"\n");
            else
                text.append(list && i > 0 ? "," : "")
                        .append("{\"id\":")
                        .append(i)
                        .append(",\"name\":\"n\"}\n");
        }
        return list ? text + "]" : text.toString();
    }

    private static byte[] spoilt(String good, Random random) {
        StringBuilder text = new StringBuilder(good);
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(5)));
                default -> text.replace(at, Math.min(text.length(), at + 1), PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        byte[] bytes = text.toString().getBytes(UTF_8);
        if (random.nextInt(6) == 0 && bytes.length > 0)
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return bytes;
    }

    private static byte[] cut(byte[] bytes, Random random) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        byte[] whole = packed.toByteArray();
        if (random.nextInt(3) == 0) return Arrays.copyOf(whole, random.nextInt(whole.length));
        if (random.nextInt(3) == 0) whole[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
        return whole;
    }
}
