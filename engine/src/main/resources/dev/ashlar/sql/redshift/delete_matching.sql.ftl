<#-- A DELETE's target takes no alias: https://docs.aws.amazon.com/redshift/latest/dg/r_DELETE.html -->
<#function own text><#return text?replace(r"\bDBT_INTERNAL_DEST\b", target?string, "ri")?replace(r"\bDBT_INTERNAL_SOURCE\b", batch?string, "ri")></#function>
delete from ${target}
using ${batch}
where <#list keys as key><#if equality == "PLAIN">${batch}.${key} = ${target}.${key}<#else>coalesce(cast(${batch}.${key} as varchar(65535)), '') = coalesce(cast(${target}.${key} as varchar(65535)), '')
    and case when ${batch}.${key} is null then 1 else 0 end = case when ${target}.${key} is null then 1 else 0 end</#if><#sep>
    and </#sep></#list>
<#list predicates as predicate>
    and (${own(predicate)})
</#list>
