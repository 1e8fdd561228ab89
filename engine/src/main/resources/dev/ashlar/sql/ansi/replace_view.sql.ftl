<#if sqlHeader?has_content>${sqlHeader}
</#if>create or replace view ${view} as
${sql}
