<#-- A DELETE's target takes no alias: https://docs.aws.amazon.com/redshift/latest/dg/r_DELETE.html -->
<#function own text><#return text?replace(r"\bDBT_INTERNAL_DEST\b", target?string, "ri")?replace(r"\bDBT_INTERNAL_SOURCE\b", batch?string, "ri")></#function>
<#function value row key at><#if equality.zeros[at]?has_content><#return "coalesce(" + row + "." + key + ", " + equality.zeros[at] + ")"></#if><#return "coalesce(cast(" + row + "." + key + " as varchar(65535)), '')"></#function>
delete from ${target}
using ${batch}
where <#list keys as key><#if equality.kind == "Plain">${batch}.${key} = ${target}.${key}<#else>${value(batch, key, key?index)} = ${value(target, key, key?index)}
    and case when ${batch}.${key} is null then 1 else 0 end = case when ${target}.${key} is null then 1 else 0 end</#if><#sep>
    and </#sep></#list>
<#list predicates as predicate>
    and (${own(predicate)})
</#list>
