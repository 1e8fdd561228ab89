package dev.ashlar.adapter.freemarker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people from SQL and Jinja write by mistake, and the whole of what they are told. */
class TrapsTest {
    private final TemplateFixture fixture = new TemplateFixture();

    static Stream<Arguments> traps() {
        List<Arguments> all = new ArrayList<>();
        trap(
                all,
                "<#assign x=5>\n<#if x > 3>a</#if>",
                "2:6 The condition `x` is neither true nor false. '>' ends the tag: write"
                        + " gt or gte instead, or put the comparison in brackets.",
                "  2 | <#if x > 3>a</#if>",
                "    |      ^");
        trap(
                all,
                "<#assign x=5>\n<#if x >= 3>a</#if>",
                "2:6 The condition `x` is neither true nor false. '>' ends the tag: write"
                        + " gt or gte instead, or put the comparison in brackets.",
                "  2 | <#if x >= 3>a</#if>",
                "    |      ^");
        trap(
                all,
                "<#if ref('a')>x</#if>",
                "1:6 The condition `ref(\"a\")` is neither true nor false. Compare it with something,"
                        + " or test it with ?has_content.",
                "  1 | <#if ref('a')>x</#if>",
                "    |      ^");
        trap(
                all,
                "${'a1'?matches('\\d+')}",
                "1:18 A backslash in a string is an escape, and this one is none that FreeMarker"
                        + " knows. Write a raw string for a regular expression: r\"\\d+\".",
                "  1 | ${'a1'?matches('\\d+')}",
                "    |                  ^");
        trap(
                all,
                "select ${nme}",
                "1:10 `nme` has no value. If it may be missing, test it with <#if nme?has_content> or give a"
                        + " default: ${nme!\"...\"}.",
                "  1 | select ${nme}",
                "    |          ^");
        trap(
                all,
                "select a <@ b from t",
                "1:10 '<@' starts a FreeMarker tag, so it cannot stand for an SQL operator. Write"
                        + " ${\"<@\"}, or put the SQL between <#noparse> and </#noparse>.",
                "  1 | select a <@ b from t",
                "    |          ^");
        trap(
                all,
                "select a <#b",
                "1:10 There is no directive <#b>. If it is an SQL operator, write ${\"<#\"}b, or put the SQL"
                        + " between <#noparse> and </#noparse>.",
                "  1 | select a <#b",
                "    |          ^");
        trap(all, "<#els>", "1:1 There is no directive <#els>. Did you mean 'else'?", "  1 | <#els>", "    | ^");
        trap(
                all,
                "<#for x in y>",
                "1:1 There is no directive <#for>. Write <#list items as item> ... </#list>.",
                "  1 | <#for x in y>",
                "    | ^");
        trap(
                all,
                "<#if a and b>x</#if>",
                "1:8 FreeMarker has no operator 'and'. Write &&.",
                "  1 | <#if a and b>x</#if>",
                "    |        ^");
        trap(
                all,
                "<#if not a>x</#if>",
                "1:10 FreeMarker has no operator 'not'. Write !.",
                "  1 | <#if not a>x</#if>",
                "    |          ^");
        trap(all, "${True}", "1:3 `True` has no value. Write true.", "  1 | ${True}", "    |   ^");
        trap(
                all,
                "from ${ref(model='x')}",
                "1:12 Functions such as ref(...) take no named arguments. Write the values in order,"
                        + " without 'model='.",
                "  1 | from ${ref(model='x')}",
                "    |            ^");
        trap(
                all,
                "from ${ref('x', v=2)}",
                "1:17 Functions such as ref(...) take no named arguments. Write ref(\"model\"," + " {\"version\": 2}).",
                "  1 | from ${ref('x', v=2)}",
                "    |                 ^");
        trap(
                all,
                "<@ref 'x' />",
                "1:3 `ref` is no macro. If it is a function, write ${ref(...)}.",
                "  1 | <@ref 'x' />",
                "    |   ^");
        trap(
                all,
                "${config(x=1)}",
                "1:3 `config` is no function. If it is a macro, write <@config ... />.",
                "  1 | ${config(x=1)}",
                "    |   ^");
        trap(
                all,
                "<@config materialized=table />",
                "1:1 The value of 'materialized' is missing. A text is written in quotes:" + " materialized=\"...\".",
                "  1 | <@config materialized=table />",
                "    | ^");
        trap(
                all,
                "<@test_uniqe />",
                "1:3 There is no macro or function 'test_uniqe'. Did you mean 'test_unique'?",
                "  1 | <@test_uniqe />",
                "    |   ^");
        trap(
                all,
                "${datedif('a', 'b', 'day')}",
                "1:3 There is no macro or function 'datedif'. Did you mean 'datediff'?",
                "  1 | ${datedif('a', 'b', 'day')}",
                "    |   ^");
        trap(
                all,
                "<#if true>x",
                "1:11 Unexpected end of file reached. You have an unclosed #if.",
                "  1 | <#if true>x",
                "    |           ^");
        trap(all, "${'abc}", "1:8 A string has no closing quote.", "  1 | ${'abc}", "    |        ^");
        trap(all, "${1 +}", "1:6 \"}\" is not expected here.", "  1 | ${1 +}", "    |      ^");
        trap(
                all,
                "\t${'x'?number}",
                "1:2 Can't convert this string to number: \"x\".",
                "  1 | \t${'x'?number}",
                "    | \t^");
        trap(all, "${1/0}", "1:1 Arithmetic operation failed: / by zero.", "  1 | ${1/0}", "    | ^");
        trap(
                all,
                "${source('a')}",
                "1:1 source takes 2 arguments, not 1. Write source(\"source\", \"table\").",
                "  1 | ${source('a')}",
                "    | ^");
        trap(
                all,
                "${var('strat')}",
                "1:1 Variable 'strat' is not set. Did you mean 'start'?",
                "  1 | ${var('strat')}",
                "    | ^");
        trap(
                all,
                "${var('nope')}",
                "1:1 Variable 'nope' is not set. Set it under vars: in ashlar.yml or by --vars, or give a"
                        + " default: var(\"nope\", ...).",
                "  1 | ${var('nope')}",
                "    | ^");
        trap(
                all,
                "${env_var('NOPE')}",
                "1:1 Environment variable 'NOPE' is not set. Set it, or give a default:"
                        + " env_var(\"NOPE\", \"...\").",
                "  1 | ${env_var('NOPE')}",
                "    | ^");
        trap(all, "a\n${fail('No rows yet')}", "2:1 No rows yet", "  2 | ${fail('No rows yet')}", "    | ^");
        trap(
                all,
                "select 1\nfrom ${ ref('nowhere') }",
                "2:9 Cannot resolve ref('nowhere'): no such model. Did you mean 'anywhere'?",
                "  2 | from ${ ref('nowhere') }",
                "    |         ^");
        trap(
                all,
                "select {{ ref('x') }}",
                "1:8 '{{ ref' is Jinja, which Ashlar does not read. Write ${ref(\"model\")}. Templates are"
                        + " FreeMarker: ${...} prints a value, <#if>, <#list> and <#assign> are directives.",
                "  1 | select {{ ref('x') }}",
                "    |        ^");
        trap(
                all,
                "{%- if x %}y{% endif %}",
                "1:1 '{%- if' is Jinja, which Ashlar does not read. Write <#if condition> ... <#elseif"
                        + " other> ... <#else> ... </#if>. Templates are FreeMarker: ${...} prints a value, <#if>, <#list> and <#assign>"
                        + " are directives.",
                "  1 | {%- if x %}y{% endif %}",
                "    | ^");
        return all.stream();
    }

    private static void trap(List<Arguments> all, String template, String... lines) {
        all.add(Arguments.of(template, "models/m.sql:" + String.join("\n", lines)));
    }

    @ParameterizedTest
    @MethodSource("traps")
    void tellsTheRemedy(String template, String expected) {
        fixture.scope.variables.put("start", "2020-01-01");
        assertThat(fixture.fault(template).text()).isEqualTo(expected);
    }

    @Test
    void lessThanAndBracketsAndWordsWork() {
        assertThat(fixture.render("<#if 1 < 2>a</#if><#if (2 > 1)>b</#if><#if 2 gt 1>c</#if><#if 2 &gt;= 1>d</#if>"))
                .isEqualTo("abcd");
    }

    @Test
    void sqlThatLooksLikeSyntaxPasses() {
        String sql =
                "select '$1', a <> b, a <#> b, [#if x], #{y}, '{{', {'a': {'b': 1}}, a @> b, \"q\" -- {{ ref('x') }}\n";
        assertThat(fixture.render(sql + "${1}")).isEqualTo(sql + "1");
        assertThat(fixture.render("<#noparse>a <@ b {{ ref('x') }}</#noparse>")).isEqualTo("a <@ b {{ ref('x') }}");
        assertThat(fixture.render("<#-- {{ ref('x') }} -->${\"<@\"}")).isEqualTo("<@");
    }

    @Test
    void namesThisWhereThereIsNone() {
        fixture.scope.self = java.util.Optional.empty();
        assertThat(fixture.fault("${this.schema}").text())
                .isEqualTo(
                        "models/m.sql:1:3 There is no 'this' here: only models, snapshots and their hooks have a relation of"
                                + " their own. Name the relation by ref(...) or source(...).\n  1 | ${this.schema}\n    |   ^");
    }

    @Test
    void showsTheCallsThatLedToAFault() {
        fixture.macro(
                "macros/a.ftl",
                "<#macro outer>\n  <@inner x={} />\n</#macro>\n<#macro inner x>${half(x.amount + 1)}</#macro>"
                        + "<#function half n><#return n / 2></#function>");
        assertThat(fixture.fault("select\n  <@outer />").text())
                .isEqualTo("macros/a.ftl:4:24 `x.amount` has no value. If it may be missing, test it with <#if"
                        + " x.amount?has_content> or give a default: ${x.amount!\"...\"}.\n"
                        + "  called from macros/a.ftl:2:3 (@inner)\n"
                        + "  called from models/m.sql:2:3 (@outer)\n"
                        + "  4 | <#macro inner x>${half(x.amount + 1)}</#macro><#function half n><#return n / 2></#function>\n"
                        + "    |                        ^");
        assertThat(fixture.fault("${half('x')}").text())
                .startsWith("macros/a.ftl:4:74 ")
                .contains("\n  called from models/m.sql:1:1 (half())\n");
    }

    @Test
    void wrongArgumentsOfAMacroAreShownAtTheCall() {
        fixture.macro("macros/a.ftl", "<#macro euros column>round(${column})</#macro>");
        assertThat(fixture.fault("select\n <@euros colum='x' />").text())
                .isEqualTo(
                        "models/m.sql:2:2 Macro \"euros\" has no parameter with name \"colum\". Valid parameter names are:"
                                + " column.\n  2 |  <@euros colum='x' />\n    |  ^");
        assertThat(fixture.fault("select\n <@euros />").text())
                .isEqualTo(
                        "models/m.sql:2:2 When calling macro \"euros\", required parameter \"column\" (parameter #1) was not"
                                + " specified.\n  2 |  <@euros />\n    |  ^");
    }

    @Test
    void aFaultInAMacroFileIsShownThere() {
        fixture.macro("macros/broken.ftl", "<#macro fine>x</#macro>\n<#macro broken><#if></#macro>");
        assertThat(fixture.fault("<@fine />").text())
                .isEqualTo(
                        "macros/broken.ftl:2:17 #if is an existing directive, but the tag is malformed.\n  2 | <#macro broken><#if></#macro>\n"
                                + "    |                 ^");
    }
}
