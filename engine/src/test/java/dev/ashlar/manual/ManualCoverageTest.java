package dev.ashlar.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.adapter.freemarker.FreemarkerModelTemplates;
import dev.ashlar.cli.AshlarCli;
import dev.ashlar.port.ModelTemplates.Macro;
import dev.ashlar.project.Storefront;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manual names what there is, and nothing else. */
class ManualCoverageTest {
    /** {@code source} only holds another spelling of {@code freshness}; {@code list} is {@code ls}. */
    private static final Set<String> OTHER_SPELLINGS = Set.of("source");

    /** Behind {@code adapter.type(...)}. */
    private static final Set<String> BEHIND_OTHERS = Set.of("adapter_type");

    @Test
    void commandsOfTheManualAreThoseOfTheHelp() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        new AshlarCli(Map.of(), print, print).run("--help");
        Set<String> inHelp = names(out.toString(StandardCharsets.UTF_8), "(?m)^  ([a-z][a-z-]+)(?:, [a-z]+)?  +\\S");
        inHelp.removeAll(OTHER_SPELLINGS);
        String table = section(page("commands.md"), "| command | what |");
        Set<String> inManual = names(table, "(?m)`([a-z][a-z-]+)(?: [A-Z]+)?`(?=[^|\\n]*\\|[^|\\n]*\\|$)");
        assertThat(inHelp).hasSizeGreaterThan(12);
        assertThat(inManual).containsExactlyElementsOf(inHelp);
    }

    @Test
    void everyMacroAndTestOfTheEngineIsInTheManual() throws IOException {
        String macros = page("templates.md");
        String tests = page("tests-and-gates.md");
        int looked = 0;
        for (Macro macro : new FreemarkerModelTemplates(List::of, Duration.ofSeconds(30)).macros()) {
            String name = macro.name();
            if (name.startsWith("_") || BEHIND_OTHERS.contains(name)) continue;
            looked++;
            if (name.startsWith("test_")) assertThat(tests).contains("| `" + name.substring("test_".length()) + "` |");
            else assertThat(macros).containsPattern("(`|<@)" + Pattern.quote(name) + "[( >]");
        }
        assertThat(looked).isGreaterThan(30);
    }

    private static String page(String name) throws IOException {
        return Files.readString(Storefront.repository().resolve("docs").resolve(name));
    }

    /** The table that begins with the line. */
    private static String section(String page, String firstLine) {
        int start = page.indexOf(firstLine);
        assertThat(start).as(firstLine).isNotNegative();
        return page.substring(start, page.indexOf("\n\n", start));
    }

    private static Set<String> names(String text, String pattern) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) names.add(matcher.group(1));
        return names;
    }
}
