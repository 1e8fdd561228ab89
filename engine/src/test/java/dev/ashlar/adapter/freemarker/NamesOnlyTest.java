package dev.ashlar.adapter.freemarker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesOnlyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "<@config materialized=\"table\" tags=['a', \"b\"] gate=true keep=3 />\nselect * from ${ref(\"orders\")} as o",
                "<@config materialized=\"table\"/>select * from ${ source('shop', 'orders') } where a < b",
                "<#-- ${(1..)?filter(x -> false)?size} -->select ${this}",
                "select 1\n<#if is_incremental()>\nwhere at > (select max(at) from ${this})\n<#else>\n</#if>",
                "select ${var('a', 'b')}, ${env_var(\"C\")} from ${ref('shop', 'orders')}",
            })
    void aTemplateThatSaysWhatItIsAndReadsHoldsNothingElse(String template) {
        assertThat(NamesOnly.are(template)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ${(1..)?filter(x -> false)?size}",
                "<#list 1.. as x></#list>",
                "<#list 1..2 as x>${ref(\"orders\")}</#list>",
                "<@config materialized=(1..)?filter(x -> false)?join('') />",
                "<@config limit=1.. />",
                "<@config tags=[\"${(1..)?filter(x -> false)?size}\"] />",
                "select * from ${ref(\"${(1..)?filter(x -> false)?size}\")}",
                "select * from ${ref(\"a\\\"${(1..)?size}\")}",
                "select * from ${ref(name)}",
                "select ${this.identifier?matches('(a+)+')}",
                "select ${cents(\"amount\")}",
                "select ${run_query(\"select 1\")}",
                "<@macro_of_mine />",
                "<#macro a><@a/></#macro><@a/>",
                "<#if is_incremental() && (1..)?seq_contains(0)></#if>",
                "<#-- a --> ${x} <#-- b -->",
                "<#noparse>${ref(\"a\")}</#noparse>",
                "<${ref(\"a\")}#list 1.. as x>${x}",
            })
    void anythingMayBeInAnother(String template) {
        assertThat(NamesOnly.are(template)).isFalse();
    }

    @Test
    void aTextTooLongToLookThroughIsTakenForAnother() {
        assertThat(NamesOnly.are("select 1 ".repeat(10_000))).isFalse();
    }
}
