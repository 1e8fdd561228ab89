package dev.ashlar.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Node.SeedFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SeedFilesTest {
    @TempDir
    Path folder;

    private SeedTable read(String text, SeedFormat format) {
        try {
            Files.writeString(folder.resolve("s.csv"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new SeedFiles(folder).read(Seeds.seed("s.csv", format));
    }

    private SeedTable read(String text) {
        return read(text, new SeedFormat(',', Map.of(), List.of()));
    }

    private static List<List<Object>> rows(SeedTable table) {
        List<List<Object>> rows = new ArrayList<>();
        table.rows().forEach(rows::add);
        return rows;
    }

    private static List<String> types(SeedTable table) {
        return table.columns().stream().map(c -> c.type()).toList();
    }

    @Test
    void findsTheTypeThatHoldsEveryValue() {
        SeedTable table = read("""
                id,amount,flag,day,at,zip,name,nothing,mixed,big
                1,1.5,true,2026-01-31,2026-01-31 10:00:00,01234,Ann,,1,12345678901234567.25
                -2,3,FALSE,2026-02-28,2026-02-28,90210,7,null,x,1.5
                """);
        assertThat(types(table))
                .containsExactly(
                        "bigint",
                        "double precision",
                        "boolean",
                        "date",
                        "timestamp",
                        "varchar",
                        "varchar",
                        "varchar",
                        "varchar",
                        "decimal(38, 2)");
        assertThat(rows(table).get(1))
                .isEqualTo(Arrays.asList(
                        -2L,
                        3.0,
                        false,
                        LocalDate.of(2026, 2, 28),
                        LocalDateTime.of(2026, 2, 28, 0, 0),
                        "90210",
                        "7",
                        null,
                        "x",
                        new BigDecimal("1.5")));
    }

    @Test
    void aDayThatTheCalendarLacksIsAText() {
        assertThat(types(read("d\n2026-02-30\n"))).containsExactly("varchar");
    }

    @Test
    void readsAMomentWithAnOffsetAsUtc() {
        assertThat(rows(read("t\n2026-01-01T01:00:00+02:00\n")))
                .containsExactly(List.of(LocalDateTime.of(2025, 12, 31, 23, 0)));
    }

    @Test
    void aWholeNumberTooLongForBigintIsADecimal() {
        assertThat(types(read("n\n123456789012345678901234\n"))).containsExactly("decimal(38, 0)");
    }

    @Test
    void givesItsRowsAsOftenAsTheyAreAskedFor() {
        SeedTable table = read("a\n1\n2\n");
        assertThat(rows(table)).isEqualTo(rows(table)).hasSize(2);
        assertThat(table.count()).isEqualTo(2);
    }

    @Test
    void keepsQuotesDelimitersAndLineBreaksWithinQuotes() {
        assertThat(rows(read("a;b\n\"x;\"\"y\"\"\";\"two\nlines\"\n", new SeedFormat(';', Map.of(), List.of()))))
                .containsExactly(List.of("x;\"y\"", "two\nlines"));
    }

    @Test
    void readsWindowsLineEndsAndAByteOrderMark() {
        SeedTable table = read("\uFEFFid,name\r\n1,x\r\n");
        assertThat(table.columns().get(0).name().name()).isEqualTo("id");
        assertThat(rows(table)).containsExactly(List.of(1L, "x"));
    }

    @Test
    void readsGzip() throws IOException {
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(folder.resolve("z.csv.gz")))) {
            out.write("a\n1\n".getBytes(ISO_8859_1));
        }
        SeedTable table = new SeedFiles(folder).read(Seeds.seed("z.csv.gz", new SeedFormat(',', Map.of(), List.of())));
        assertThat(rows(table)).containsExactly(List.of(1L));
    }

    @Test
    void takesTheWordsForNullThatTheUserNames() {
        SeedTable table = read("a,b\nNA,null\n-,1\n", new SeedFormat(',', Map.of(), List.of("NA", "-")));
        assertThat(rows(table)).containsExactly(Arrays.asList(null, "null"), Arrays.asList(null, "1"));
    }

    @Test
    void leavesTheValuesOfAFixedTypeToTheEngine() {
        SeedTable table = read(
                "id,zip\n1,01234\n", new SeedFormat(',', Map.of("ID", "smallint", "zip", "varchar(10)"), List.of()));
        assertThat(types(table)).containsExactly("smallint", "varchar(10)");
        assertThat(rows(table)).containsExactly(List.of("1", "01234"));
    }

    @Test
    void namesEveryValueThatAFixedTypeCannotTake() {
        assertThatThrownBy(() -> read(
                        "id,day\n1,2026-01-01\nx,2026-13-01\n",
                        new SeedFormat(',', Map.of("id", "integer", "day", "date"), List.of())))
                .isInstanceOf(DiagnosticException.class)
                .hasMessage(
                        "s.csv:3 Column 'id' has the type integer, but the value is 'x'. Correct the value, or the type"
                                + " under 'column_types'.\n"
                                + "s.csv:3 Column 'day' has the type date, but the value is '2026-13-01'. Correct the value, or the"
                                + " type under 'column_types'.");
    }

    @Test
    void namesAllRaggedRecordsWithTheirLines() {
        assertThatThrownBy(() -> read("a,b\n1,\"x\ny\"\n1\n1,2,3\n"))
                .hasMessage(
                        "s.csv:4 This record has 1 value, but the header has 2 columns. Write an empty value for each"
                                + " that lacks.\n"
                                + "s.csv:5 This record has 3 values, but the header has 2 columns. Quote values that hold the"
                                + " delimiter ','.");
    }

    @Test
    void showsTheFirstTenProblemsAndCountsTheRest() {
        assertThatThrownBy(() -> read("a,b\n" + "1\n".repeat(25)))
                .isInstanceOfSatisfying(
                        DiagnosticException.class,
                        e -> assertThat(e.diagnostics()).hasSize(11))
                .hasMessageContaining("s.csv 15 more of its records are wrong.");
    }

    @Test
    void refusesHeadersThatAreEmptyOrMetTwice() {
        assertThatThrownBy(() -> read("id,,Id\n1,2,3\n"))
                .hasMessageContaining("s.csv:1 Column 2 has no name.")
                .hasMessageContaining("s.csv:1 The column 'Id' stands twice in the header.");
    }

    @Test
    void namesTheNearestColumnForAColumnTypeThatFitsNone() {
        assertThatThrownBy(() -> read("amount\n1\n", new SeedFormat(',', Map.of("amonut", "bigint"), List.of())))
                .hasMessage(
                        "s.csv:1 'column_types' names the column 'amonut', which the file does not have. Did you mean"
                                + " 'amount'?");
    }

    @Test
    void namesTheRecordWhoseQuoteNeverCloses() {
        assertThatThrownBy(() -> read("a,b\n1,2\n3,\"x\n4,5\n"))
                .hasMessageContaining("s.csv:3 In this seed a quote opens in this record and never closes.");
        assertThatThrownBy(() -> read("a\n\"x\"\"\n"))
                .hasMessageContaining("s.csv:2 In this seed a quote opens in this record and never closes.");
    }

    @Test
    void quotesThatCloseAtTheEndOfTheFileAreFine() {
        assertThat(rows(read("a,b\n1,\"x\""))).hasSize(1);
        assertThat(rows(read("a,b\n1,\"\"\n"))).hasSize(1);
        assertThat(rows(read("a,b\n1,\"\"\"\"\n"))).containsExactly(List.of(1L, "\""));
        assertThat(rows(read("a,b\n1,\"x\"\"\"\r\n"))).containsExactly(List.of(1L, "x\""));
        assertThat(rows(read("a,b\n1,\"x\n\""))).containsExactly(List.of(1L, "x\n"));
    }

    @Test
    void namesTheLineOfTextAfterAClosingQuote() {
        assertThatThrownBy(() -> read("a,b\n1,2\n\"x\"y,2\n"))
                .hasMessageContaining("s.csv:3 In this seed text follows a closing quote.");
    }

    @Test
    void namesTheLineOfBytesThatAreNotUtf8() throws IOException {
        Files.write(folder.resolve("l.csv"), "a\nx\nM\u00fcller\n".getBytes(ISO_8859_1));
        assertThatThrownBy(() ->
                        new SeedFiles(folder).read(Seeds.seed("l.csv", new SeedFormat(',', Map.of(), List.of()))))
                .hasMessage("l.csv:3 In this seed the bytes here are not UTF-8. Save the file as UTF-8.");
    }

    @Test
    void refusesAnEmptyFileAndTakesAHeaderAlone() {
        assertThatThrownBy(() -> read(""))
                .hasMessage("s.csv The seed is empty. Write a header with the names of its columns.");
        assertThat(rows(read("a,b\n"))).isEmpty();
    }
}
