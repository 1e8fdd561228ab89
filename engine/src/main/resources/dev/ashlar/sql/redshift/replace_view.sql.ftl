<#if sqlHeader?has_content>${sqlHeader}
</#if>create or replace view ${view} as
${sql}
<#if !(layout.values.bind!false)>
with no schema binding
</#if>
