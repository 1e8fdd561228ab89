merge into ${target} as DBT_INTERNAL_DEST
using (
    select
<#list keys as key>
        told.${key},
</#list>
<#list inserted as column>
<#if !keys?seq_contains(column)>
        batch.${column},
</#if>
</#list>
        case when ${gone} then 1 else 0 end as ashlar_gone
    from ${told} as told
    left join ${batch} as batch on <#list keys as key>batch.${key} = told.${key}<#sep> and </#sep></#list>
    where ${touched}
) as DBT_INTERNAL_SOURCE
on <#list keys as key>DBT_INTERNAL_SOURCE.${key} = DBT_INTERNAL_DEST.${key}<#sep>
    and </#sep></#list>
when matched and DBT_INTERNAL_SOURCE.ashlar_gone = 1 then delete
<#if updated?has_content>
when matched then update set <#list updated as column>${column} = DBT_INTERNAL_SOURCE.${column}<#sep>, </#sep></#list>
</#if>
when not matched and DBT_INTERNAL_SOURCE.ashlar_gone = 0 then insert (${inserted?join(", ")})
    values (<#list inserted as column>DBT_INTERNAL_SOURCE.${column}<#sep>, </#sep></#list>)
