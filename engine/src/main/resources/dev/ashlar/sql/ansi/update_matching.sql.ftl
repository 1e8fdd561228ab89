update ${target} as DBT_INTERNAL_DEST
set <#list updated as column>${column} = DBT_INTERNAL_SOURCE.${column}<#sep>, </#sep></#list>
from ${batch} as DBT_INTERNAL_SOURCE
where <#list keys as key><#if equality.kind == "Plain">DBT_INTERNAL_SOURCE.${key} = DBT_INTERNAL_DEST.${key}<#else>coalesce(cast(DBT_INTERNAL_SOURCE.${key} as varchar(65535)), '') = coalesce(cast(DBT_INTERNAL_DEST.${key} as varchar(65535)), '')
    and case when DBT_INTERNAL_SOURCE.${key} is null then 1 else 0 end = case when DBT_INTERNAL_DEST.${key} is null then 1 else 0 end</#if><#sep>
    and </#sep></#list>
<#list predicates as predicate>
    and (${predicate})
</#list>
