create materialized view ${view}<#if options?has_content> with (${options?join(", ")})</#if> as
${definition}
with <#if contents == "UNFILLED">no </#if>data
