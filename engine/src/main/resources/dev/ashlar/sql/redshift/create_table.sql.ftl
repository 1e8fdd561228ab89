<#assign asked = layout.values>
<#function encoding column>
    <#if !asked.encode?? || asked.encode?is_string><#return ""></#if>
    <#list asked.encode?keys as named><#if named?lower_case == column.name.plain?lower_case><#return asked.encode[named]></#if></#list>
    <#return "">
</#function>
create table ${table} (
<#list columns as column>
    ${column.name} ${column.type}<#if encoding(column)?has_content> encode ${encoding(column)}</#if><#list column.constraints as constraint> ${constraint}</#list><#if column?has_next || constraints?has_content>,</#if>
</#list>
<#list constraints as constraint>
    ${constraint}<#sep>,</#sep>
</#list>
)
<#if asked.backup?? && !asked.backup>
backup no
</#if>
<#if asked.dist??>
<#if ["auto", "even", "all"]?seq_contains(asked.dist?lower_case)>diststyle ${asked.dist?lower_case}<#else>diststyle key distkey (${quoted(asked.dist)})</#if>
</#if>
<#if (asked.sort_type!"") == "auto">
sortkey auto
<#elseif asked.sort??>
<#if (asked.sort_type!"compound") == "interleaved">interleaved <#else>compound </#if>sortkey (<#list asked.sort?is_sequence?then(asked.sort, [asked.sort]) as column>${quoted(column)}<#sep>, </#sep></#list>)
</#if>
<#if asked.encode?? && asked.encode?is_string>
encode ${asked.encode?lower_case}
</#if>
