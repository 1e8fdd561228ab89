package dev.ashlar.adapter.freemarker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.adapter.freemarker.MacroHead.Argument;
import dev.ashlar.adapter.freemarker.SourcedTemplate.Origin;
import dev.ashlar.manifest.TemplateText;
import freemarker.core.Macro;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInMacrosTest {
    @Test
    void everyFileIsListed() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/dev/ashlar/macros"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(f -> f.getFileName().toString()))
                    .isNotEmpty()
                    .allMatch(name -> BuiltInMacros.FILES.contains(name.replace(".ftl", "")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ansi", "duckdb", "postgres", "redshift"})
    @SuppressWarnings("deprecation") // the only way to ask FreeMarker what it read
    void headsAreReadAsFreeMarkerReadsThem(String folder) {
        ParsedTemplates templates = new ParsedTemplates(TemplateSettings.create());
        for (TemplateText file : BuiltInMacros.files(folder)) {
            SourcedTemplate template = templates.parse(file, Origin.BUILT_IN);
            List<MacroHead> heads = MacroHead.in(file.text());
            assertThat(heads).hasSize(template.getMacros().size()).isNotEmpty();
            for (MacroHead head : heads) {
                Macro macro = (Macro) template.getMacros().get(head.name());
                assertThat(head.arguments().stream().map(Argument::name))
                        .describedAs(file.file() + " " + head.name())
                        .containsExactly(macro.getArgumentNames());
                assertThat(head.kind().name().startsWith("RETURNS")).isEqualTo(macro.isFunction());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"duckdb", "postgres", "redshift"})
    void anEngineWordsOnlyWhatTheStandardHas(String engine) {
        List<String> standard = names("ansi");
        assertThat(standard).containsAll(names(engine));
    }

    private static List<String> names(String folder) {
        return BuiltInMacros.files(folder).stream()
                .flatMap(file -> MacroHead.in(file.text()).stream())
                .map(MacroHead::name)
                .toList();
    }

    @Test
    void textsDoNotDependOnTheLocaleOfTheMachine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(new TemplateFixture().render("${dateadd('MINUTE', 1.5, 'x')} ${1234567.5} ${run_started_at}"))
                    .isEqualTo("(cast(x as timestamp) + (1.5) * interval '1 minute') 1234567.5 2026-10-01 02:00:00");
        } finally {
            Locale.setDefault(before);
        }
    }
}
