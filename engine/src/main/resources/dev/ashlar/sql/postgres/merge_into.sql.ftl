<#-- One statement that counts: MERGE tells what it did to each row only from version 17 on, and within WITH only there. -->
<#macro matching><#list keys as key><#if equality.kind == "Plain">DBT_INTERNAL_SOURCE.${key} = DBT_INTERNAL_DEST.${key}<#else>coalesce(cast(DBT_INTERNAL_SOURCE.${key} as text), '') = coalesce(cast(DBT_INTERNAL_DEST.${key} as text), '')
        and case when DBT_INTERNAL_SOURCE.${key} is null then 1 else 0 end = case when DBT_INTERNAL_DEST.${key} is null then 1 else 0 end</#if><#sep>
        and </#sep></#list><#list predicates as predicate>
        and (${predicate})</#list></#macro>
with
<#if updated?has_content>
ashlar_updated as (
    update ${target} as DBT_INTERNAL_DEST
    set <#list updated as column>${column} = DBT_INTERNAL_SOURCE.${column}<#sep>, </#sep></#list>
    from ${batch} as DBT_INTERNAL_SOURCE
    where <@matching/>

    returning 1
),
</#if>
ashlar_inserted as (
    insert into ${target} (${inserted?join(", ")})
    select <#list inserted as column>DBT_INTERNAL_SOURCE.${column}<#sep>, </#sep></#list>
    from ${batch} as DBT_INTERNAL_SOURCE
    where not exists (
        select 1
        from ${target} as DBT_INTERNAL_DEST
        where <@matching/>

    )
    returning 1
)
select
    (select count(*) from ashlar_inserted) as inserted,
    <#if updated?has_content>(select count(*) from ashlar_updated)<#else>0</#if> as updated
