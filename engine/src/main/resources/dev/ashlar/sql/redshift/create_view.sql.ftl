<#if sqlHeader?has_content>${sqlHeader}
</#if>create view ${view} as
${sql}
<#if !(layout.values.bind!false)>
with no schema binding
</#if>
