<#if sqlHeader?has_content>${sqlHeader}
</#if>create materialized view ${view} as
${sql}
