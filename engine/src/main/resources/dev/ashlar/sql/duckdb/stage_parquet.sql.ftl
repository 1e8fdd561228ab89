<#macro text field><#if field.nesting == "NESTED">cast(to_json(${field.name}) as varchar)<#else>cast(${field.name} as varchar)</#if></#macro>
create or replace temporary table ${texts} as
select
    ashlar_path<#list format.fields as field>,
    <#if format.nulls?has_content>case when <@text field/> in (<#list format.nulls as word>${literal(word)}<#sep>, </#sep></#list>) then null else <@text field/> end<#else><@text field/></#if> as ${fields[field?index]}</#list>
from read_parquet([<#list paths as path>${literal(path)}<#sep>, </#sep></#list>], filename = 'ashlar_path', hive_partitioning = false)
