<#if sqlHeader?has_content>${sqlHeader}
</#if>create table ${table} as
${sql}
