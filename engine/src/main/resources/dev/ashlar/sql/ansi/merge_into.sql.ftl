merge into ${target} as DBT_INTERNAL_DEST
using ${batch} as DBT_INTERNAL_SOURCE
on <#list keys as key><#if equality.kind == "Plain">DBT_INTERNAL_SOURCE.${key} = DBT_INTERNAL_DEST.${key}<#else>coalesce(cast(DBT_INTERNAL_SOURCE.${key} as varchar(65535)), '') = coalesce(cast(DBT_INTERNAL_DEST.${key} as varchar(65535)), '')
    and case when DBT_INTERNAL_SOURCE.${key} is null then 1 else 0 end = case when DBT_INTERNAL_DEST.${key} is null then 1 else 0 end</#if><#sep>
    and </#sep></#list>
<#list predicates as predicate>
    and (${predicate})
</#list>
<#if updated?has_content>
when matched then update set <#list updated as column>${column} = DBT_INTERNAL_SOURCE.${column}<#sep>, </#sep></#list>
</#if>
when not matched then insert (${inserted?join(", ")})
    values (<#list inserted as column>DBT_INTERNAL_SOURCE.${column}<#sep>, </#sep></#list>)
