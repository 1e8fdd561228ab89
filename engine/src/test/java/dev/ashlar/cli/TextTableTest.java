package dev.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsColumnsAndShowsNullsAndLineBreaks() {
        List<String> lines = TextTable.lines(
                List.of("id", "name"), List.of(Arrays.asList(1, "Zoë"), Arrays.asList(200, null), List.of(3, "a\nb")));
        assertThat(lines).containsExactly("id   name", "---  ----", "1    Zoë", "200  null", "3    a\\nb");
    }

    @Test
    void cutsLongValues() {
        assertThat(TextTable.lines(List.of("text"), List.of(List.of("x".repeat(100))))
                        .get(2))
                .hasSize(60)
                .endsWith("…");
    }
}
