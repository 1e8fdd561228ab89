package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.load.LoadOrder;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.PlanContext.GateMode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files of JSON objects are loaded as csv files are: every record arrives once, as a row or as a reject. */
public interface JsonlContract extends LoadFixture {
    default void loadJson(List<Column> columns, Map<String, Object> options) {
        load(source("landing/*.jsonl*", "jsonl", columns, options), GateMode.OPEN, check -> true);
    }

    @Test
    default void keysAreColumnsWhateverTheirCaseAndOrder() throws IOException {
        file("a.jsonl.gz", "{\"ID\": 1, \"day\": \"2026-01-01\"}\n\n{\"Day\":null,\"id\":\"2\"}\n{\"id\":3}\n");
        loadJson(idAndDay(), Map.of());
        assertThat(loaded())
                .containsExactly(
                        List.of(1L, LocalDate.of(2026, 1, 1), "landing/a.jsonl.gz", 1L, 1L),
                        Arrays.asList(2L, null, "landing/a.jsonl.gz", 2L, 1L),
                        Arrays.asList(3L, null, "landing/a.jsonl.gz", 3L, 1L));
    }

    @Test
    default void pathsReachIntoWhatIsNestedAndTheRestIsKeptWhole() throws IOException {
        file(
                "a.jsonl",
                "{\"id\":1,\"customer\":{\"Name\":\"Ann\",\"address\":{\"city\":\"Rome\"}},\"items\":[{\"sku\":\"x\",\"n\":1.50},{\"sku\":\"y\"}]}\n"
                        + "{\"id\":2,\"customer\":null,\"items\":[]}\n"
                        + "{\"id\":3,\"customer\":{\"name\":7,\"address\":\"none\"},\"items\":\"none\"}\n");
        loadJson(
                List.of(
                        column("id", "bigint"),
                        column("name", "varchar", "customer.name"),
                        column("city", "varchar", "customer.address.city"),
                        column("sku", "varchar", "items[1].sku"),
                        column("customer", "varchar"),
                        column("items", "varchar")),
                Map.of());
        assertThat(rows("select id, name, city, sku, customer, items from " + relation("orders") + " order by id"))
                .containsExactly(
                        List.of(
                                1L,
                                "Ann",
                                "Rome",
                                "y",
                                "{\"Name\":\"Ann\",\"address\":{\"city\":\"Rome\"}}",
                                "[{\"sku\":\"x\",\"n\":1.50},{\"sku\":\"y\"}]"),
                        Arrays.asList(2L, null, null, null, null, "[]"),
                        Arrays.asList(3L, "7", null, null, "{\"name\":7,\"address\":\"none\"}", "none"));
    }

    @Test
    default void numbersKeepEveryDigit() throws IOException {
        file(
                "a.jsonl",
                "{\"id\":9007199254740993,\"money\":12345678901234567890.123456789,\"text\":1.10}\n"
                        + "{\"id\":1e3,\"money\":15e-1,\"text\":1e3}\n{\"id\":9223372036854775808}\n");
        loadJson(
                List.of(column("id", "bigint"), column("money", "decimal(38,9)"), column("text", "varchar")), Map.of());
        assertThat(rows("select id, money, text from " + relation("orders") + " order by id"))
                .containsExactly(
                        List.of(1000L, new BigDecimal("1.500000000"), "1e3"),
                        List.of(9007199254740993L, new BigDecimal("12345678901234567890.123456789"), "1.10"));
        assertThat(rejects())
                .containsExactly(List.of(
                        "landing/a.jsonl",
                        3L,
                        "id",
                        "'9223372036854775808' is not a bigint",
                        "{\"id\":9223372036854775808}"));
    }

    @Test
    default void aLineThatIsNoObjectIsARejectWithItsReasonAndText() throws IOException {
        String deep = "[".repeat(2_000) + "]".repeat(2_000);
        file(
                "a.jsonl",
                "{\"id\":1}\n{\"id\":2\n[1]\n{\"id\":3,\"ID\":4}\n{\"id\":5} x\n{\"id\":6,\"more\":" + deep
                        + "}\n{\"id\":\"7\\u0000\"}\n{\"id\":8\0}\n{\"id\":9}\n");
        loadJson(List.of(column("id", "bigint")), Map.of());
        assertThat(rows("select id, _row from " + relation("orders") + " order by 1"))
                .containsExactly(List.of(1L, 1L), List.of(9L, 9L));
        assertThat(rejects()).extracting(row -> row.get(1)).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(rejects()).extracting(row -> row.get(4)).startsWith("{\"id\":2", "[1]", "{\"id\":3,\"ID\":4}");
        assertThat(rejects())
                .extracting(row -> row.get(3).toString())
                .satisfiesExactly(
                        open -> assertThat(open).startsWith("the record is no JSON: "),
                        list -> assertThat(list).isEqualTo("the record is no object of JSON"),
                        twice -> assertThat(twice).isEqualTo("the key 'ID' stands twice in the record"),
                        more -> assertThat(more).startsWith("the record is no JSON: "),
                        far -> assertThat(far)
                                .startsWith("the record is no JSON: ")
                                .contains("1000"),
                        nul -> assertThat(nul).startsWith("the character NUL"),
                        raw -> assertThat(raw).startsWith("the record is no JSON: "));
    }

    @Test
    default void aColumnOfTheTypeJsonTakesWhatIsNestedAsItIs() throws IOException {
        file(
                "a.jsonl",
                "{\"id\":1,\"doc\":{\"a\":[1,{\"b\":null}]}}\n{\"id\":2,\"doc\":\"text\"}\n{\"id\":3,\"doc\":7}\n"
                        + "{\"id\":4,\"doc\":null}\n{\"id\":5,\"doc\":{\"a\":\"\\u0000\"}}\n{\"id\":6,\"doc\":\"\\ud800\"}\n");
        loadJson(List.of(column("id", "bigint"), column("doc", "json")), Map.of("row_hash", true));
        assertThat(rows("select id, doc from " + relation("orders") + " order by id").stream()
                        .map(row ->
                                row.get(0) + " " + String.valueOf(row.get(1)).replace(" ", ""))
                        .toList())
                .containsExactly("1 {\"a\":[1,{\"b\":null}]}", "2 \"text\"", "3 7", "4 null");
        assertThat(rejects())
                .extracting(row -> row.get(2) + " " + row.get(3))
                .containsExactly(
                        "doc this is no JSON: a text in it has the character NUL",
                        "doc this is no JSON: a text in it has half of a character");
    }

    @Test
    default void aFileMayBeOneListOfItsRecords() throws IOException {
        file("a.jsonl", " [ {\"id\": 1, \"name\": \"a, ]}\\\"\"},\n{\"id\": 2} , 7,\n{\"id\":3}\n]\n");
        file("open.jsonl", "[{\"id\": 4},{\"id\"");
        assertThatThrownBy(() -> loadJson(List.of(column("id", "bigint"), column("name", "varchar")), Map.of()))
                .hasMessageContaining(
                        "landing/open.jsonl:1 This file was not loaded: the list that the file begins with never ends.");
        assertThat(rows("select id, name, _row from " + relation("orders") + " order by id"))
                .containsExactly(List.of(1L, "a, ]}\"", 1L), Arrays.asList(2L, null, 2L), Arrays.asList(3L, null, 4L));
        assertThat(rejects()).extracting(row -> row.get(4)).containsExactly("7");
    }

    @Test
    default void withoutColumnsKeysAndTypesComeFromTheRecords() throws IOException {
        file(
                "a.jsonl",
                "{\"orderId\":1,\"zip\":\"12345\",\"at\":\"2026-01-01T10:00:00Z\",\"ok\":true}\n"
                        + "{\"orderId\":2,\"price\":1.25,\"tags\":[\"x\"]}\n");
        List<Diagnostic> notes = load(
                warehouse(),
                source("landing/*.jsonl", "jsonl", List.of(), Map.of()),
                GateMode.OPEN,
                check -> true,
                new LoadOrder.LoadNew());
        assertThat(notes)
                .extracting(Diagnostic::text)
                .contains(
                        "The source names no 'columns': these were found in its files. Paste them below the table, so that"
                                + " they stay what they are whatever comes.\n  columns:\n    - { name: orderid, data_type: bigint }\n"
                                + "    - { name: zip, data_type: varchar }\n    - { name: at, data_type: timestamp }\n"
                                + "    - { name: ok, data_type: boolean }\n    - { name: price, data_type: double precision }\n"
                                + "    - { name: tags, data_type: json }");
        assertThat(warehouse()
                        .catalogOf(relation("orders"))
                        .relations()
                        .iterator()
                        .next()
                        .columns())
                .extracting(c -> c.name().name())
                .startsWith("orderid", "zip", "at", "ok", "price", "tags", "_file");
        assertThat(rows("select orderid, zip, ok, price from " + relation("orders") + " order by 1"))
                .containsExactly(Arrays.asList(1L, "12345", true, null), Arrays.asList(2L, null, null, 1.25));
        file("b.jsonl", "{\"orderId\":3,\"tags\":{\"a\":1},\"zip\":\"\"}\n");
        loadJson(List.of(), Map.of());
        assertThat(rows("select zip, tags from " + relation("orders") + " where orderid = 3").stream()
                        .map(row -> row.toString().replace(" ", ""))
                        .toList())
                .containsExactly("[,{\"a\":1}]");
    }

    @Test
    default void aKeyThatIsNewBecomesAColumnIfAsked() throws IOException {
        List<Column> columns = List.of(column("id", "bigint"), column("city", "varchar", "at.city"));
        file("a.jsonl", "{\"id\":1,\"at\":{\"city\":\"Rome\"}}\n");
        loadJson(columns, Map.of());
        file("b.jsonl", "{\"n\":1.5,\"at\":{\"city\":\"Oslo\"},\"id\":2}\n");
        loadJson(columns, Map.of("on_new_columns", "add"));
        assertThat(rows("select id, city, n from " + relation("orders") + " order by id"))
                .containsExactly(Arrays.asList(1L, "Rome", null), List.of(2L, "Oslo", 1.5));
    }

    @Test
    default void filesOfJsonThatCannotBeReadAreLeftOutByName() throws IOException {
        file("good.jsonl", "{\"id\":1}\n");
        file("none.jsonl", "{\"x\":1}\n");
        file("empty.jsonl", "\n");
        Files.write(
                projectFolder().resolve("landing/latin.jsonl"),
                new byte[] {'{', '}', '\n', '{', '"', (byte) 0xe9, '"', ':', '1', '}', '\n'});
        file("cut.jsonl.gz", "{\"id\":1}\n".repeat(1000));
        byte[] whole = Files.readAllBytes(projectFolder().resolve("landing/cut.jsonl.gz"));
        Files.write(projectFolder().resolve("landing/cut.jsonl.gz"), Arrays.copyOf(whole, whole.length - 12));
        assertThatThrownBy(() -> loadJson(List.of(column("id", "bigint")), Map.of()))
                .hasMessageContaining("3 files of source 'orders' could not be loaded. The other one is published.")
                .hasMessageContaining("landing/none.jsonl:1 This file was not loaded: its header (x) has none of the")
                .hasMessageContaining("landing/latin.jsonl:2 This file was not loaded: the bytes here are not UTF-8.")
                .hasMessageContaining("landing/cut.jsonl.gz This file was not loaded: the compressed file is damaged");
        assertThat(count("orders")).isEqualTo(1);
        assertThat(new ArrayList<>(ledger())).hasSize(2);
    }

    @Test
    default void aTextWithHalfOfACharacterIsAReject() throws IOException {
        file(
                "a.jsonl",
                "{\"id\":1,\"name\":\"\\ud83d\\ude00\"}\n{\"id\":2,\"name\":\"a\\ud83d\"}\n{\"id\":3,\"name\":\"\\ude00\"}\n");
        loadJson(List.of(column("id", "bigint"), column("name", "varchar")), Map.of());
        assertThat(rows("select id, name from " + relation("orders"))).containsExactly(List.of(1L, "\uD83D\uDE00"));
        assertThat(rejects())
                .extracting(row -> row.get(1) + " " + row.get(3))
                .containsExactly(
                        "2 half of a character, which no text may have, stands in column 'name'",
                        "3 half of a character, which no text may have, stands in column 'name'");
    }

    @Test
    default void whyALineIsNoJsonIsSaidWithoutTheSettingsOfTheParser() throws IOException {
        file("a.jsonl", "{\"id\":1}\n{\"id\":2\n{\"id\":NaN}\n{\"id\":+1}\n// x\n");
        loadJson(List.of(column("id", "bigint")), Map.of());
        assertThat(rejects())
                .extracting(row -> row.get(3))
                .containsExactly(
                        "the record is no JSON: Unexpected end-of-input: expected close marker for Object (character 8)",
                        "the record is no JSON: Non-standard token 'NaN' (character 10)",
                        "the record is no JSON: Unexpected character ('+' (code 43)) in numeric value: JSON spec does not"
                                + " allow numbers to have plus signs (character 8)",
                        "the record is no JSON: Unexpected character ('/' (code 47)): maybe a (non-standard) comment?"
                                + " (character 1)");
    }

    @Test
    default void aFieldOfTheRecordsGoesBeforeTheFolderOfItsName() throws IOException {
        file("day=2026-01-01/a.jsonl", "{\"id\":1,\"day\":\"2020-02-02\"}\n{\"id\":2}\n");
        file("day=2026-01-01/b.jsonl", "{\"id\":3}\n");
        Node.Source orders = source("landing/*/*.jsonl", "jsonl", idAndDay(), Map.of());
        load(orders, GateMode.OPEN, check -> true);
        assertThat(rows("select id, day from " + relation("orders") + " order by id"))
                .containsExactly(
                        List.of(1L, LocalDate.of(2020, 2, 2)),
                        Arrays.asList(2L, null),
                        List.of(3L, LocalDate.of(2026, 1, 1)));
        file("day=2026-01-01/c.jsonl", "{\"id\":4}\n{\"id\":5,\"day\":\"2020-02-02\"}\n");
        assertThatThrownBy(() -> load(orders, GateMode.OPEN, check -> true))
                .hasMessageContaining(
                        "c.jsonl:1 This file was not loaded: the column 'day' stands in the name of its folder"
                                + " and in some of its records.");
    }
}
