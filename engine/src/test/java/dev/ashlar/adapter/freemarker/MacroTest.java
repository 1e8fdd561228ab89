package dev.ashlar.adapter.freemarker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.port.ModelTemplates.Macro;
import dev.ashlar.port.ModelTemplates.MacroKind;
import dev.ashlar.port.ModelTemplates.Rendered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MacroTest {
    private final TemplateFixture fixture = new TemplateFixture();

    @Test
    void findsMacrosAndFunctionsByBareName() {
        fixture.macro(
                "macros/money.ftl",
                "<#assign places = 2>\n<#macro euros column>round(${column} / 100.0, ${places})</#macro>\n"
                        + "<#function cents x><#return x * 100></#function>");
        assertThat(fixture.render("select <@euros column=\"amount\" />, ${cents(3)}"))
                .isEqualTo("select round(amount / 100.0, 2), 300");
    }

    @Test
    void tellsWhichMacrosWereUsed() {
        fixture.macro("macros/a.ftl", "<#macro a><@b /></#macro><#macro b>b</#macro><#macro c>c</#macro>");
        assertThat(fixture.rendered("<@a />").macrosUsed()).containsExactly("a", "b");
        assertThat(fixture.rendered("${1}").macrosUsed()).isEmpty();
    }

    @Test
    void readsMacroFilesOnlyWhenAMacroIsAskedFor() {
        AtomicInteger asked = new AtomicInteger();
        FreemarkerModelTemplates templates = new FreemarkerModelTemplates(
                () -> {
                    asked.incrementAndGet();
                    return List.of();
                },
                Duration.ofSeconds(10));
        FakeScope scope = new FakeScope();
        templates.render(
                TemplateText.ofFile("m.sql", "<@config tags=[] /><#list 1..2 as i>${ref('a')}</#list>"), scope);
        assertThat(asked).hasValue(0);
        assertThat(templates
                        .render(TemplateText.ofFile("n.sql", "${nope!'x'}"), scope)
                        .text())
                .isEqualTo("x");
        assertThat(asked).hasValue(1);
    }

    @Test
    void theEnginesOwnMacroWinsAlsoWithinItsFile() {
        fixture.macro(
                "macros/now.ftl",
                "<#macro stamp>plain</#macro><#macro duckdb__stamp>duck</#macro><#macro twice><@stamp />,<@stamp /></#macro>");
        assertThat(fixture.render("<@stamp /> <@twice />")).isEqualTo("duck duck,duck");
        fixture.scope.engine = "redshift";
        assertThat(fixture.render("<@stamp /> <@twice />")).isEqualTo("plain plain,plain");
        assertThat(fixture.render("<@duckdb__stamp />")).isEqualTo("duck");
    }

    @Test
    void theProjectsMacroReplacesTheBuiltInOneWhichStaysReachable() {
        assertThat(fixture.render("${current_timestamp()}")).isNotBlank();
        TemplateFixture own = new TemplateFixture()
                .macro(
                        "macros/now.ftl",
                        "<#function current_timestamp><#return \"mine(\" + ashlar.current_timestamp() + \")\"></#function>");
        assertThat(own.render("${current_timestamp()}"))
                .isEqualTo("mine(" + fixture.render("${current_timestamp()}") + ")");
    }

    @Test
    void anOverrideForOneEngineLeavesTheOthersAlone() {
        String builtIn = fixture.render("${string_literal('x')}");
        fixture.macros.clear();
        TemplateFixture own = new TemplateFixture()
                .macro("macros/l.ftl", "<#function redshift__string_literal s><#return \"rs\"></#function>");
        assertThat(own.render("${string_literal('x')}")).isEqualTo(builtIn);
        own.scope.engine = "redshift";
        assertThat(own.render("${string_literal('x')}")).isEqualTo("rs");
    }

    @Test
    void macrosOfAPackageAreReachedByItsName() {
        fixture.macros.add(new MacroFile(
                "dates",
                TemplateText.ofFile(
                        "packages/dates/a.ftl", "<#macro day><@inner /></#macro><#macro inner>theirs</#macro>")));
        fixture.macro("macros/own.ftl", "<#macro inner>ours</#macro>");
        assertThat(fixture.render("<@dates.day /> <@inner />")).isEqualTo("theirs ours");
        assertThat(fixture.fault("<@day />").message()).isEqualTo("There is no macro or function 'day'.");
    }

    @Test
    void aMacroOfTheModelHidesTheShared() {
        fixture.macro("macros/a.ftl", "<#macro a>shared</#macro>");
        assertThat(fixture.render("<#macro a>own</#macro><@a />")).isEqualTo("own");
    }

    @Test
    void filesMayCallEachOther() {
        fixture.macro("macros/a.ftl", "<#macro a n><#if n gt 0><@b n=n-1 /></#if>${n}</#macro>");
        fixture.macro("macros/b.ftl", "<#macro b n><@a n=n /></#macro>");
        assertThat(fixture.render("<@a n=2 />")).isEqualTo("012");
    }

    @Test
    void callsMacrosFromJavaWithNamedArguments() {
        fixture.macro(
                "tests/generic/t.ftl",
                "<#macro test_even model column_name at_least=0>\nselect * from ${model} as m where ${column_name} % 2 = 1"
                        + " and ${column_name} >= ${at_least}</#macro>"
                        + "<#function full name sep=\"-\"><#return name + sep></#function>");
        SourceLocation caller = new SourceLocation("models/m.yml", 7, 11);
        Map<String, Object> arguments = Map.of("model", RelationName.of("a", "b"), "column_name", "id", "at_least", 3);
        Rendered rendered = fixture.templates.renderMacro("test_even", arguments, caller, fixture.scope);
        assertThat(rendered.text().strip()).isEqualTo("select * from \"a\".\"b\" as m where id % 2 = 1 and id >= 3");
        int at = rendered.text().indexOf("where");
        assertThat(rendered.map().at(at).toString())
                .isEqualTo(
                        "[TemplateFrame[at=tests/generic/t.ftl:2:29, call=], TemplateFrame[at=models/m.yml:7:11, call=@test_even]]");
        assertThat(fixture.templates
                        .renderMacro("full", Map.of("name", "x"), caller, fixture.scope)
                        .text())
                .isEqualTo("x-");
    }

    @Test
    void namesTheKnownArgumentsWhenOneIsWrong() {
        SourceLocation caller = new SourceLocation("models/m.yml", 7, 11);
        assertThatThrownBy(() -> fixture.templates.renderMacro(
                        "test_accepted_values",
                        Map.of("model", "m", "column_name", "c", "valeus", List.of(1)),
                        caller,
                        fixture.scope))
                .hasMessage("models/m.yml:7:11 Generic test 'accepted_values' takes no argument 'valeus'. Did you mean"
                        + " 'values'? It takes model, column_name, values, quote.\n"
                        + "models/m.yml:7:11 Generic test 'accepted_values' lacks its argument 'values'."
                        + " It takes model, column_name, values, quote.");
        assertThatThrownBy(() -> fixture.templates.renderMacro("test_uniqe", Map.of(), caller, fixture.scope))
                .hasMessage("models/m.yml:7:11 There is no generic test 'uniqe'. Did you mean 'unique'?");
    }

    @Test
    void listsMacrosWithTheirArguments() {
        fixture.macro(
                "macros/a.ftl",
                "<#-- <#macro commented></#macro> -->\n<#macro a x, y=\"1, z\" z=[1, 2] rest...>t</#macro>\n"
                        + "<#function f(x, y = x + 1)><#return 1></#function><#macro redshift__only q></#macro>"
                        + "<#macro redshift__a x></#macro>");
        List<Macro> own = fixture.templates.macros().stream()
                .filter(m -> m.packageName().isEmpty())
                .toList();
        assertThat(own)
                .containsExactly(
                        new Macro(
                                "a",
                                "",
                                new SourceLocation("macros/a.ftl", 2, 1),
                                List.of("x", "y", "z"),
                                List.of("x"),
                                MacroKind.WRITES_TEXT),
                        new Macro(
                                "f",
                                "",
                                new SourceLocation("macros/a.ftl", 3, 1),
                                List.of("x", "y"),
                                List.of("x"),
                                MacroKind.RETURNS_VALUE),
                        new Macro(
                                "only",
                                "",
                                new SourceLocation("macros/a.ftl", 3, 51),
                                List.of("q"),
                                List.of("q"),
                                MacroKind.WRITES_TEXT));
        assertThat(fixture.templates.macros())
                .anySatisfy(m -> assertThat(m.packageName() + "." + m.name()).isEqualTo("ashlar.test_unique"));
    }

    @Test
    void refusesTwoMacrosOfOneName() {
        fixture.macro("macros/a.ftl", "<#macro a>1</#macro>").macro("macros/b.ftl", "\n<#macro a>2</#macro>");
        assertThatThrownBy(() -> fixture.templates.macros())
                .hasMessage("macros/b.ftl:2:1 Macro 'a' is defined twice: here and at macros/a.ftl:1:1."
                        + " Rename or remove one of them.\n  2 | <#macro a>2</#macro>\n    | ^");
    }
}
