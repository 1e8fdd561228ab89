<#if sqlHeader?has_content>${sqlHeader}
</#if>create temporary table ${table} as
${sql}
