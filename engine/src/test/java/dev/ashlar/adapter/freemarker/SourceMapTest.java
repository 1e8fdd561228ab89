package dev.ashlar.adapter.freemarker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.diagnostic.TemplateFrame;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.port.ModelTemplates.Rendered;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SourceMapTest {
    private final TemplateFixture fixture = new TemplateFixture();

    @Test
    void textAndInterpolationsMapToTheirPlaces() {
        Rendered r = fixture.rendered("select a,\n  b\nfrom ${ref('x')} as x\nwhere c");
        assertThat(r.text()).isEqualTo("select a,\n  b\nfrom \"analytics\".\"x\" as x\nwhere c");
        assertThat(place(r, "a,")).isEqualTo("models/m.sql:1:8");
        assertThat(place(r, "b\n")).isEqualTo("models/m.sql:2:3");
        assertThat(place(r, "\"x\"")).isEqualTo("models/m.sql:3:6");
        assertThat(place(r, " as x")).isEqualTo("models/m.sql:3:17");
        assertThat(place(r, "where c")).isEqualTo("models/m.sql:4:1");
        assertThat(r.map().at(r.text().length() - 1).get(0).at().column()).isEqualTo(7);
    }

    @Test
    void linesThatHoldOnlyTagsDoNotShiftThePlaces() {
        Rendered r = fixture.rendered("<@config materialized=\"table\" />\n\nselect 1\n<#if true>\n  , two\n</#if>\n"
                + "<#list 1..2 as i>\n  , l${i}\n</#list>\n<#noparse>, ${raw}</#noparse>\n, last");
        assertThat(place(r, "select")).isEqualTo("models/m.sql:3:1");
        assertThat(place(r, "two")).isEqualTo("models/m.sql:5:5");
        assertThat(place(r, "l1")).isEqualTo("models/m.sql:8:5");
        assertThat(place(r, "2\n")).isEqualTo("models/m.sql:8:6");
        assertThat(place(r, "${raw}")).isEqualTo("models/m.sql:10:13");
        assertThat(place(r, "last")).isEqualTo("models/m.sql:11:3");
    }

    @Test
    void macroBodiesMapIntoTheMacroFileWithTheCalls() {
        fixture.macro(
                "macros/x.ftl", "\n<#macro outer>\n  (<@inner v=1 />)\n</#macro>\n<#macro inner v>in${v}</#macro>");
        Rendered r = fixture.rendered("select\n <@outer />");
        assertThat(place(r, "in")).isEqualTo("macros/x.ftl:5:17 < macros/x.ftl:3:4 @inner < models/m.sql:2:2 @outer");
        assertThat(place(r, ")")).isEqualTo("macros/x.ftl:3:18 < models/m.sql:2:2 @outer");
    }

    @Test
    void nestedContentMapsToTheModel() {
        fixture.macro("macros/x.ftl", "<#macro wrap>(<#nested 1>)</#macro>");
        Rendered r = fixture.rendered("a <@wrap ; i>body ${i}</@wrap>");
        assertThat(r.text()).isEqualTo("a (body 1)");
        assertThat(place(r, "body")).isEqualTo("models/m.sql:1:14 < models/m.sql:1:3 @wrap");
    }

    @Test
    void textFromFunctionsAndCapturesMapsToWhereItIsPrinted() {
        fixture.macro("macros/x.ftl", "<#function f><#return \"eff\"></#function>");
        Rendered r = fixture.rendered("<#assign c>cap\ntured</#assign>\n${f()} ${c}");
        assertThat(place(r, "eff")).isEqualTo("models/m.sql:3:1");
        assertThat(place(r, "tured")).isEqualTo("models/m.sql:3:8");
    }

    @Test
    void textOfBuiltInMacrosMapsToTheCall() {
        Rendered r = fixture.rendered("select\n  <@generate_series upper_bound=3 />");
        assertThat(r.map().at(r.text().length() - 3).get(0).at().toString()).isEqualTo("models/m.sql:2:3");
    }

    @Test
    void textsInsideYamlMapToTheFile() {
        TemplateText text = new TemplateText("models/m.yml", "a = ${1}\nand b\nand ${2}", 12, 9);
        Rendered r = fixture.templates.render(text, fixture.scope);
        assertThat(place(r, "1")).isEqualTo("models/m.yml:12:13");
        assertThat(place(r, "b\n")).isEqualTo("models/m.yml:13:13");
        assertThat(place(r, "2")).isEqualTo("models/m.yml:14:13");
        assertThat(place(r, "d 2")).isEqualTo("models/m.yml:14:11");
        assertThat(fixture.fault(new TemplateText("m.yml", "x\n ${nope}", 3, 5)).text())
                .startsWith("m.yml:4:8 `nope` has no value.")
                .endsWith("\n  4 |  ${nope}\n    |    ^");
    }

    @Test
    void plainTextMapsToItself() {
        Rendered r = fixture.rendered("select 1\nfrom t");
        assertThat(place(r, "from")).isEqualTo("models/m.sql:2:1");
    }

    private static String place(Rendered rendered, String of) {
        SourceMap map = rendered.map();
        int offset = rendered.text().indexOf(of);
        assertThat(offset).describedAs(of).isNotNegative();
        return map.at(offset).stream().map(SourceMapTest::frame).collect(Collectors.joining(" < "));
    }

    private static String frame(TemplateFrame frame) {
        return frame.call().isEmpty() ? frame.at().toString() : frame.at() + " " + frame.call();
    }
}
