<#function own text><#return text?replace(r"\bDBT_INTERNAL_DEST\b", target?string, "ri")></#function>
update ${target}
set <#list updated as column>${column} = DBT_INTERNAL_SOURCE.${column}<#sep>, </#sep></#list>
from ${batch} as DBT_INTERNAL_SOURCE
where <#list keys as key><#if equality == "PLAIN">DBT_INTERNAL_SOURCE.${key} = ${target}.${key}<#else>coalesce(cast(DBT_INTERNAL_SOURCE.${key} as varchar(65535)), '') = coalesce(cast(${target}.${key} as varchar(65535)), '')
    and case when DBT_INTERNAL_SOURCE.${key} is null then 1 else 0 end = case when ${target}.${key} is null then 1 else 0 end</#if><#sep>
    and </#sep></#list>
<#list predicates as predicate>
    and (${own(predicate)})
</#list>
