<#if sqlHeader?has_content>${sqlHeader}
</#if>create or replace temporary table ${table} as
${sql}
