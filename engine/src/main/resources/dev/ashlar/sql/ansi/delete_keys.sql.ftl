delete from ${target} as DBT_INTERNAL_DEST
where exists (
    select 1
    from ${told} as DBT_INTERNAL_SOURCE
    where <#list keys as key>DBT_INTERNAL_SOURCE.${key} = DBT_INTERNAL_DEST.${key}<#sep>
        and </#sep></#list>
        and (${condition})
)
