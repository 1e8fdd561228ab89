delete from ${target} as DBT_INTERNAL_DEST
where exists (
    select 1
    from ${batch} as DBT_INTERNAL_SOURCE
    where <#list keys as key><#if equality.kind == "Plain">DBT_INTERNAL_SOURCE.${key} = DBT_INTERNAL_DEST.${key}<#else>DBT_INTERNAL_SOURCE.${key} is not distinct from DBT_INTERNAL_DEST.${key}</#if><#sep>
        and </#sep></#list>
)
<#list predicates as predicate>
and (${predicate})
</#list>
