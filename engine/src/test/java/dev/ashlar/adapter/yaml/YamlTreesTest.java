package dev.ashlar.adapter.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Tree;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTreesTest {
    @Test
    void valuesMeanWhatTheyMeanToPyYaml() {
        Object plain = YamlTrees.parse("a.yml", """
                flags: [yes, No, on, OFF, true, "yes", y]
                numbers: [10, 1_000, 010, 0x1F, 9999999999, 99999999999999999999, 1.5, .5, 1e3, 1:30]
                dates: [2026-12-31, 2026-02-30, 2026-12-31 10:00:00]
                nothing: [null, ~, '']
                yes: a key stays a text
                """).plain();
        assertThat(plain)
                .isEqualTo(Map.of(
                        "flags", List.of(true, false, true, false, true, "yes", "y"),
                        "numbers",
                                List.of(
                                        10,
                                        1000,
                                        8,
                                        31,
                                        9999999999L,
                                        new BigInteger("99999999999999999999"),
                                        1.5,
                                        0.5,
                                        "1e3",
                                        90),
                        "dates", List.of(LocalDate.of(2026, 12, 31), "2026-02-30", "2026-12-31 10:00:00"),
                        "nothing", java.util.Arrays.asList(null, null, ""),
                        "yes", "a key stays a text"));
    }

    @Test
    void everyValueKnowsItsPlace() {
        Tree.Mapping root =
                (Tree.Mapping) YamlTrees.parse("a.yml", "name: shop\nlist:\n  - 'x'\ntext: |\n  select 1\n");
        assertThat(root.entries()).extracting(Tree.Entry::keyAt).containsExactly(at(1, 1), at(2, 1), at(4, 1));
        assertThat(root.entries().get(0).value().at()).isEqualTo(at(1, 7));
        assertThat(((Tree.Sequence) root.entries().get(1).value())
                        .items()
                        .get(0)
                        .at())
                .isEqualTo(at(3, 6));
        assertThat(root.entries().get(2).value().at()).isEqualTo(at(5, 1));
    }

    @Test
    void anchorsAndMergesAreUnfolded() {
        Object plain = YamlTrees.parse("a.yml", """
                base: &base { a: 1, b: 2 }
                one: { <<: *base, b: 3 }
                two: *base
                """).plain();
        assertThat(plain)
                .isEqualTo(Map.of(
                        "base", Map.of("a", 1, "b", 2), "one", Map.of("a", 1, "b", 3), "two", Map.of("a", 1, "b", 2)));
    }

    @Test
    void anEmptyDocumentIsAnEmptyMapping() {
        assertThat(YamlTrees.parse("a.yml", "# nothing\n")).isEqualTo(new Tree.Mapping(List.of(), at(1, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a: 1~\ta: 2 | a.yml:2:1 A tab stands where YAML wants spaces. Indent with spaces.",
                "a: 1~b: 2~a: 3 | a.yml:3:1 The key 'a' stands here a second time; the first is on line 1. Keep one of them.",
                "a: b: c | a.yml:1:5 This is no YAML: mapping values are not allowed here. Put a value that holds ': ' within quotes, and align keys of one level.",
                "a: {{ env_var('X') }} | a.yml:1:5 A list or mapping stands where a key is wanted. If this is a template, write '${...}' within quotes: Jinja's braces are not understood.",
                "a: {% if x %} | a.yml:1:5 This is no YAML: it looks like Jinja. Templates are FreeMarker here: write '${env_var(\"NAME\")}', within quotes.",
                "a: {b: ${var('x')}} | a.yml:1:9 This is no YAML: a template stands here without quotes. Write '${...}', within quotes.",
                "a: *b | a.yml:1:4 This is no YAML: found undefined alias b. Define the anchor (&name) above its first use (*name).",
                "a: 1~---~b: 2 | a.yml:2:1 A second document starts here. Keep one document in a file: take out '---'.",
                "a: &x [*x] | a.yml:1:4 An alias (*name) stands within the value that it names. Write the value out.",
                "<<: 5 | a.yml:1:5 '<<' merges mappings only. Let it name a mapping, or a list of them.",
            })
    void badSyntaxIsOneClearMessage(String text, String message) {
        assertThatThrownBy(() -> YamlTrees.parse("a.yml", text.replace('~', '\n')))
                .isInstanceOf(DiagnosticException.class)
                .hasMessage(message);
    }

    @Test
    void controlCharactersAreNamed() {
        assertThatThrownBy(() -> YamlTrees.parse("a.yml", "a: 1\nb: \u0007"))
                .hasMessageStartingWith("a.yml:2:4 The character U+0007 is not allowed in YAML.");
    }

    @Test
    void aDocumentThatUnfoldsToBillionsIsRefused() {
        StringBuilder bomb = new StringBuilder("l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String below = "*l" + (i - 1);
            bomb.append("l%d: &l%d [".replace("%d", String.valueOf(i)))
                    .append(String.join(", ", java.util.Collections.nCopies(10, below)))
                    .append("]\n");
        }
        assertThatThrownBy(() -> YamlTrees.parse("a.yml", bomb.toString()))
                .hasMessageContaining("Aliases (*name) unfold to far more values than the file holds.");
    }

    @Test
    void endlessNestingIsRefused() {
        assertThatThrownBy(() -> YamlTrees.parse("a.yml", "a: " + "[".repeat(100_000)))
                .hasMessage("a.yml Values are nested deeper than 64 levels. "
                        + "No configuration is that deep: look for brackets that are not closed.");
    }

    private static SourceLocation at(int line, int column) {
        return new SourceLocation("a.yml", line, column);
    }
}
