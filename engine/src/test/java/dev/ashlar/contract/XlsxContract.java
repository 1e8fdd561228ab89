package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.manifest.Column;
import dev.ashlar.plan.PlanContext.GateMode;
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
import org.junit.jupiter.api.Test;

/** Sheets of workbooks are loaded as csv files are: every row with a value arrives once, as a row or as a reject. */
public interface XlsxContract extends LoadFixture {
    default void loadSheet(List<Column> columns, Map<String, Object> options) {
        load(source("landing/*.xlsx", "xlsx", columns, options), GateMode.OPEN, check -> true);
    }

    private Path workbook(String name) {
        return projectFolder().resolve("landing").resolve(name);
    }

    @Test
    default void cellsAreReadByTheirTypeAndFormat() throws IOException {
        new Workbook()
                .text("<t>ID</t>")
                .text("<r><t>na</t></r><r><t>me</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh>")
                .text("<t xml:space=\"preserve\"> \u00e9_x000D_&amp; </t>")
                .sheet(
                        "Main",
                        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
                                + "<c r=\"C1\" t=\"inlineStr\"><is><t>day</t></is></c><c r=\"D1\" t=\"str\"><f>x</f><v>seen</v></c>"
                                + "<c r=\"E1\" t=\"str\"><v>clock</v></c><c r=\"F1\" t=\"str\"><v>ok</v></c></row>"
                                + "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"s\"><v>2</v></c><c r=\"C2\" s=\"1\"><v>46053</v></c>"
                                + "<c r=\"D2\" s=\"2\"><v>46053.4243055556</v></c><c r=\"E2\" s=\"3\"><v>0.5</v></c>"
                                + "<c r=\"F2\" t=\"b\"><f>TRUE()</f><v>1</v></c></row>"
                                + "<row r=\"3\"/><row r=\"4\"><c r=\"B4\" s=\"1\"/></row>"
                                + "<row r=\"7\"><c r=\"A7\"><f>1+1</f><v>2</v></c><c r=\"C7\" s=\"1\"><v>59</v></c></row>"
                                + "<row r=\"8\"><c r=\"A8\"><v>3</v></c><c r=\"B8\" t=\"e\"><v>#N/A</v></c></row>")
                .write(workbook("a.xlsx"));
        loadSheet(
                List.of(
                        column("id", "bigint"),
                        column("name", "varchar"),
                        column("day", "date"),
                        column("seen", "timestamp"),
                        column("clock", "time"),
                        column("ok", "boolean")),
                Map.of());
        assertThat(rows("select id, name, day, seen, clock, ok, _row from " + relation("orders") + " order by id"))
                .containsExactly(
                        List.of(
                                1L,
                                " \u00e9\r& ",
                                LocalDate.of(2026, 1, 31),
                                LocalDateTime.of(2026, 1, 31, 10, 11),
                                LocalTime.NOON,
                                true,
                                1L),
                        Arrays.asList(2L, null, LocalDate.of(1900, 2, 28), null, null, null, 2L));
        assertThat(rejects())
                .containsExactly(List.of("landing/a.xlsx", 3L, "name", "the cell has the error #N/A", "3,#N/A"));
    }

    @Test
    default void aSheetARangeAndARowOfNamesCanBeSaid() throws IOException {
        String rows = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Report</v></c></row>"
                + "<row r=\"2\"><c r=\"B2\" t=\"str\"><v>id</v></c><c r=\"C2\" t=\"str\"><v>Day</v></c><c r=\"D2\" t=\"str\"><v>x</v></c></row>"
                + "<row r=\"4\"><c r=\"A4\"><v>9</v></c><c r=\"B4\"><v>1</v></c><c r=\"C4\" s=\"1\"><v>46053</v></c><c r=\"D4\"><v>9</v></c></row>"
                + "<row r=\"5\"><c r=\"B5\"><v>2</v></c></row><row r=\"6\"><c r=\"B6\"><v>3</v></c></row>";
        new Workbook().sheet("Cover", "").sheet("Data", rows).write(workbook("a.xlsx"));
        loadSheet(idAndDay(), Map.of("sheet", "data", "range", "B4:C5", "header_row", 2L));
        assertThat(loaded())
                .extracting(row -> row.subList(0, 2))
                .containsExactly(List.of(1L, LocalDate.of(2026, 1, 31)), Arrays.asList(2L, null));
        new Workbook().sheet("Cover", "").sheet("Other", rows).write(workbook("b.xlsx"));
        loadSheet(idAndDay(), Map.of("sheet", "2", "range", "B4:C", "header", false));
        assertThat(loaded()).extracting(row -> row.get(0)).containsExactly(1L, 2L, 1L, 2L, 3L);
    }

    @Test
    default void numbersOfCellsAreThoseThatWereMeant() throws IOException {
        new Workbook()
                .sheet(
                        "s",
                        "<row><c t=\"str\"><v>money</v></c><c t=\"str\"><v>text</v></c><c t=\"str\"><v>seen</v></c></row>"
                                + "<row><c><v>1.1000000000000001</v></c><c><v>12345678901234567890</v></c><c s=\"1\"><v>0</v></c></row>"
                                + "<row><c><v>1.0000000000000001E-2</v></c><c s=\"4\"><v>1.5</v></c></row>"
                                + "<row><c><v>-3E2</v></c><c><v>7.25</v></c></row>")
                .from1904()
                .write(workbook("a.xlsx"));
        loadSheet(
                List.of(column("money", "decimal(10,2)"), column("text", "varchar"), column("seen", "date")), Map.of());
        assertThat(rows("select money, text, seen from " + relation("orders") + " order by _row"))
                .containsExactly(
                        List.of(new BigDecimal("1.10"), "12345678901234567890", LocalDate.of(1904, 1, 1)),
                        Arrays.asList(new BigDecimal("0.01"), "1.5", null),
                        Arrays.asList(new BigDecimal("-300.00"), "7.25", null));
    }

    @Test
    default void withoutColumnsTypesComeFromTheCells() throws IOException {
        new Workbook()
                .sheet(
                        "s",
                        "<row><c t=\"str\"><v>Order No</v></c><c t=\"str\"><v>zip</v></c><c t=\"str\"><v>day</v></c></row>"
                                + "<row><c><v>1</v></c><c t=\"str\"><v>12345</v></c><c s=\"1\"><v>46053</v></c></row>")
                .write(workbook("a.xlsx"));
        loadSheet(List.of(), Map.of());
        assertThat(rows("select order_no, zip, day from " + relation("orders")))
                .containsExactly(List.of(1L, "12345", LocalDate.of(2026, 1, 31)));
    }

    @Test
    default void workbooksThatCannotBeReadAreLeftOutByName() throws IOException {
        String rows = "<row><c t=\"str\"><v>id</v></c></row><row><c><v>1</v></c></row>";
        new Workbook().sheet("s", rows).write(workbook("good.xlsx"));
        new Workbook().sheet("other", rows).write(workbook("named.xlsx"));
        new Workbook().sheet("s", rows + "<row><c>").write(workbook("open.xlsx"));
        new Workbook().sheet("s", rows + "<row><c t=\"s\"><v>5</v></c></row>").write(workbook("text.xlsx"));
        Files.writeString(workbook("csv.xlsx"), "id\n1\n");
        Files.write(workbook("old.xlsx"), new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0});
        byte[] whole = Files.readAllBytes(workbook("good.xlsx"));
        Files.write(workbook("cut.xlsx"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> loadSheet(List.of(column("id", "bigint")), Map.of("sheet", "s")))
                .hasMessageContaining("6 files of source 'orders' could not be loaded. The other one is published.")
                .hasMessageContaining("landing/named.xlsx This file was not loaded: it has no sheet 's', but 'other'.")
                .hasMessageContaining("landing/open.xlsx This file was not loaded: the workbook is damaged.")
                .hasMessageContaining("landing/text.xlsx This file was not loaded: a cell has the text 5, which the")
                .hasMessageContaining("landing/csv.xlsx This file was not loaded: it is no xlsx file, or damaged")
                .hasMessageContaining("landing/old.xlsx This file was not loaded: it is a workbook of the old format")
                .hasMessageContaining("landing/cut.xlsx This file was not loaded: it is no xlsx file, or damaged");
        assertThat(count("orders")).isEqualTo(1);
    }

    @Test
    default void aRowOfNamesThatIsNotThereIsNoEmptySheet() throws IOException {
        String rows =
                "<row r=\"1\"><c t=\"str\"><v>id</v></c></row><row r=\"2\"><c><v>1</v></c></row><row r=\"4\"><c><v>2</v></c></row>";
        new Workbook().sheet("s", rows).write(workbook("a.xlsx"));
        for (long row : List.of(3L, 99L)) {
            assertThatThrownBy(() -> loadSheet(List.of(column("id", "bigint")), Map.of("header_row", row)))
                    .hasMessageContaining("landing/a.xlsx:" + row
                            + " This file was not loaded: this row, the 'header_row' of the source, has no names.");
        }
        new Workbook().sheet("s", "").write(workbook("a.xlsx"));
        loadSheet(List.of(column("id", "bigint")), Map.of("header_row", 3L));
        assertThat(warehouse().catalogOf(relation("orders")).relations()).isEmpty();
    }
}
