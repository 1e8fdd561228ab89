<#-- https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-create-sql-command.html -->
<#assign asked = layout.values>
<#if sqlHeader?has_content>${sqlHeader}
</#if>create materialized view ${view}
<#if asked.backup?? && !asked.backup>
backup no
</#if>
<#if asked.dist??>
<#if ["auto", "even", "all"]?seq_contains(asked.dist?lower_case)>diststyle ${asked.dist?lower_case}<#else>diststyle key distkey (${quoted(asked.dist)})</#if>
</#if>
<#if asked.sort??>
<#if (asked.sort_type!"compound") == "interleaved">interleaved <#else>compound </#if>sortkey (<#list asked.sort?is_sequence?then(asked.sort, [asked.sort]) as column>${quoted(column)}<#sep>, </#sep></#list>)
</#if>
<#if asked.auto_refresh??>
auto refresh <#if asked.auto_refresh>yes<#else>no</#if>
</#if>
as
${sql}
