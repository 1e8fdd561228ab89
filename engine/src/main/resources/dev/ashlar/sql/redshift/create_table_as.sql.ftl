<#-- Without DISTSTYLE and SORTKEY a table takes those of its query's plan, so what is asked for is always written out. -->
<#assign asked = layout.values>
<#if sqlHeader?has_content>${sqlHeader}
</#if>create table ${table}
<#if asked.backup?? && !asked.backup>
backup no
</#if>
<#if asked.dist??>
<#if ["auto", "even", "all"]?seq_contains(asked.dist?lower_case)>diststyle ${asked.dist?lower_case}<#else>diststyle key distkey (${quoted(asked.dist)})</#if>
</#if>
<#if asked.sort??>
<#if (asked.sort_type!"compound") == "interleaved">interleaved <#else>compound </#if>sortkey (<#list asked.sort?is_sequence?then(asked.sort, [asked.sort]) as column>${quoted(column)}<#sep>, </#sep></#list>)
</#if>
as
${sql}
