package dev.ashlar.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manual.ManualPage.Action;
import dev.ashlar.project.Storefront;
import dev.ashlar.project.Storefront.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Does what the manual says, page by page, and sees that it comes out as written there. */
class ManualTest {
    private static final Path DOCS = Storefront.repository().resolve("docs");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+\\.md)(?:#[^)]*)?\\)");

    @TempDir
    Path temp;

    @TestFactory
    Stream<DynamicTest> everyExampleOfThePageWorks() throws IOException {
        List<Path> withExamples = new ArrayList<>();
        for (Path page : pages()) {
            if (!ManualPage.of(page.toString(), Files.readString(page))
                    .actions()
                    .isEmpty()) withExamples.add(page);
        }
        assertThat(withExamples).hasSizeGreaterThanOrEqualTo(6);
        return withExamples.stream()
                .map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> follow(page)));
    }

    @Test
    void everyLinkBetweenPagesLeadsSomewhere() throws IOException {
        int links = 0;
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                links++;
                assertThat(page.resolveSibling(link.group(1)))
                        .as("link in %s", page)
                        .exists();
            }
        }
        assertThat(links).isGreaterThan(10);
    }

    private void follow(Path file) throws IOException {
        ManualPage page = ManualPage.of(file.getFileName().toString(), Files.readString(file));
        Path folder =
                Files.createDirectory(temp.resolve(file.getFileName().toString().replace(".md", "")));
        Storefront project = switch (page.start()) {
            case "storefront" -> Storefront.in(folder, Storefront.days().toArray(String[]::new));
            case "empty" -> Storefront.emptyIn(folder);
            default -> throw new IllegalArgumentException(file + " does not say which project it works on");
        };
        String printed = "";
        for (Action action : page.actions()) {
            String place = file.getFileName() + ":" + action.line();
            switch (action) {
                case ManualPage.WriteFile write -> {
                    Path to = project.project().resolve(write.path());
                    Files.createDirectories(to.getParent());
                    Files.writeString(to, write.text());
                }
                case ManualPage.Run run -> {
                    assertThat(run.commands()).as(place).isNotEmpty();
                    for (int i = 0; i < run.commands().size(); i++) {
                        int expected = i == run.commands().size() - 1 ? run.exit() : 0;
                        Outcome outcome = project.run(words(run.commands().get(i)));
                        printed = outcome.out() + "\n" + outcome.err();
                        assertThat(outcome.exit())
                                .as("%s: %s%n%s", place, run.commands().get(i), printed)
                                .isEqualTo(expected);
                    }
                }
                case ManualPage.Output output -> found(place, output.lines(), printed);
            }
        }
    }

    private static void found(String place, List<String> lines, String printed) {
        int from = 0;
        for (String line : lines) {
            String pattern = Stream.of(line.split("\\.\\.\\.", -1))
                    .map(part -> Stream.of(part.strip().split("\\s+"))
                            .map(Pattern::quote)
                            .reduce((a, b) -> a + "\\s+" + b)
                            .orElse(""))
                    .reduce((a, b) -> a + ".*?" + b)
                    .orElse("");
            Matcher matcher = Pattern.compile(pattern).matcher(printed);
            assertThat(matcher.find(from))
                    .as("%s: '%s' is not in%n%s", place, line, printed)
                    .isTrue();
            from = matcher.end();
        }
    }

    /** Splits a command line as a shell does, as far as the manual needs it; the launcher's name is left out. */
    static String[] words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command.substring("./ashlar ".length()));
        while (matcher.find()) {
            if (matcher.group(3) != null && matcher.group(3).equals("#")) break;
            if (matcher.group(1) != null) words.add(matcher.group(1));
            else if (matcher.group(2) != null) words.add(matcher.group(2).replace("\\\"", "\""));
            else words.add(matcher.group(3));
        }
        return words.toArray(String[]::new);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> entries = Files.list(DOCS)) {
            return entries.filter(p -> p.toString().endsWith(".md")).sorted().toList();
        }
    }
}
