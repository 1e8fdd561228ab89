package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.cli.Shell.Ran;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines fit a terminal; what goes into a pipe is whole. */
final class TerminalTest {
    private static final String LONG =
            "relationships_stg_orders_country_code__country_code__ref_countries_and_much_more_than_fits_on_a_line";

    @TempDir
    Path folder;

    private Ran build(String columns) {
        return Shell.small(folder)
                .with("ASHLAR_COLUMNS", columns)
                .file("tests/" + LONG + ".sql", "select * from ${ref('orders')} where id is null")
                .run("build", "--threads", "1");
    }

    /** Without colours and the live line. */
    private static List<String> nodeLines(Ran ran) {
        return ran.out()
                .replaceAll("\u001b\\[[0-9;]*m", "")
                .replaceAll("[^\n]*\r\u001b\\[K", "")
                .lines()
                .filter(line -> line.matches("\\d/\\d .*"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 120, 160})
    void columnsStayInLine(int columns) {
        List<String> lines = nodeLines(build(String.valueOf(columns)));

        assertThat(lines).hasSize(2).allMatch(line -> line.length() < columns);
        assertThat(lines.get(1)).contains("relationships_").contains("\u2026").endsWith("s");
        assertThat(lines.stream().map(String::length).distinct()).hasSize(1);
    }

    @Test
    void aPipeGetsWholeNamesAndNoColours() {
        Ran ran = build("");

        assertThat(ran.out()).contains(LONG).doesNotContain("\u001b").doesNotContain("\r");
    }

    @Test
    void coloursCanBeRefused() {
        Shell shell = Shell.small(folder).with("ASHLAR_COLUMNS", "100");

        assertThat(shell.run("build").out()).contains("\u001b[32m");
        assertThat(shell.run("build", "--no-color").out()).doesNotContain("\u001b[3");
        assertThat(shell.with("NO_COLOR", "1").run("build").out()).doesNotContain("\u001b[3");
    }

    @Test
    void aNameLosesItsMiddle() {
        assertThat(TextTable.shortened("abcdefghij", 10)).isEqualTo("abcdefghij");
        assertThat(TextTable.shortened("abcdefghijk", 10)).isEqualTo("abcd\u2026ghijk");
        assertThat(TextTable.shortened("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", 3))
                .isEqualTo("\uD83D\uDE00\u2026\uD83D\uDE00");
    }
}
