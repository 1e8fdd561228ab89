<#function own text><#return text?replace(r"\bDBT_INTERNAL_DEST\b", target?string, "ri")></#function>
<#function value row key at><#if equality.zeros[at]?has_content><#return "coalesce(" + row + "." + key + ", " + equality.zeros[at] + ")"></#if><#return "coalesce(cast(" + row + "." + key + " as varchar(65535)), '')"></#function>
update ${target}
set <#list updated as column>${column} = DBT_INTERNAL_SOURCE.${column}<#sep>, </#sep></#list>
from ${batch} as DBT_INTERNAL_SOURCE
where <#list keys as key><#if equality.kind == "Plain">DBT_INTERNAL_SOURCE.${key} = ${target}.${key}<#else>${value("DBT_INTERNAL_SOURCE", key, key?index)} = ${value(target, key, key?index)}
    and case when DBT_INTERNAL_SOURCE.${key} is null then 1 else 0 end = case when ${target}.${key} is null then 1 else 0 end</#if><#sep>
    and </#sep></#list>
<#list predicates as predicate>
    and (${own(predicate)})
</#list>
