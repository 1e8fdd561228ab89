<#if sqlHeader?has_content>${sqlHeader}
</#if>create view ${view} as
${sql}
