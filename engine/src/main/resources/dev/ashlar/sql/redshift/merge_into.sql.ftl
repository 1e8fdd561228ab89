<#-- The narrow form: both arms, equal keys and nothing else, no alias of the target: https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html -->
<#if predicates?has_content || !updated?has_content || equality.kind != "Plain"><#stop "redshift merges by equal keys alone, and updates what matches."></#if>
merge into ${target}
using ${batch} as DBT_INTERNAL_SOURCE
on <#list keys as key>DBT_INTERNAL_SOURCE.${key} = ${target}.${key}<#sep>
    and </#sep></#list>
when matched then update set <#list updated as column>${column} = DBT_INTERNAL_SOURCE.${column}<#sep>, </#sep></#list>
when not matched then insert (${inserted?join(", ")})
    values (<#list inserted as column>DBT_INTERNAL_SOURCE.${column}<#sep>, </#sep></#list>)
