<#assign order>partition by <#list keys as key>${key}<#sep>, </#sep></#list> order by ${moment.AT}</#assign>
create or replace temporary table ${versions} as
with <#if standing?? && carried?has_content>before as (
    select
<#list keys as key>
        ${key},
</#list>
<#list carried as column>
        ${column},
</#list>
        ${columns.updatedAt} as ashlar_seen,
        row_number() over (partition by <#list keys as key>${key}, </#list>${columns.updatedAt} order by ${columns.validFrom} desc) as ashlar_copy
    from ${standing}
),
</#if>
told as (
    select
<#list values as column>
        moments.${column},
</#list>
<#list carried as column>
        before.${column},
</#list>
        moments.${moment.AT},
        moments.${moment.GONE},
        moments.${moment.FIRST},
        cast(null as timestamp) as ashlar_since,
        cast(null as varchar) as ashlar_id,
        0 as ashlar_kept
    from ${moments} as moments
<#if standing?? && carried?has_content>
    left join before on before.ashlar_seen = moments.${moment.AT} and before.ashlar_copy = 1<#list keys as key> and before.${key} = moments.${key}</#list>
</#if>
<#if horizon??>
    where moments.${moment.AT} >= timestamp ${literal(horizon)}
    union all
    select
<#list values as column>
        standing.${column},
</#list>
<#list carried as column>
        standing.${column},
</#list>
        standing.${columns.updatedAt},
        <#if deletionMark == "WRITTEN">standing.${columns.isDeleted}<#else>false</#if>,
        null,
        standing.${columns.validFrom},
        standing.${columns.scdId},
        1
    from ${standing} as standing
    where standing.${columns.updatedAt} < timestamp ${literal(horizon)}
        and (standing.${columns.isCurrent} or standing.${columns.validTo} >= timestamp ${literal(horizon)})
</#if>
),
stepped as (
    select
        told.*,
<#list compared as column>
        lag(${column}) over (${order}) as ashlar_was_${column?index},
</#list>
        lag(${moment.GONE}) over (${order}) as ashlar_gone_before
    from told
),
bounds as (
    select *
    from stepped
    where ashlar_kept = 1
        or (${moment.GONE} and not ashlar_gone_before)
        or (not ${moment.GONE}<#if compared?has_content> and (ashlar_gone_before is null or ashlar_gone_before<#list compared as column> or ${column} is distinct from ashlar_was_${column?index}</#list>)</#if>)
),
<#if horizon??>
older as (
    select <#list keys as key>${key}, </#list>max(${columns.updatedAt}) as ashlar_seen
    from ${standing}
    where ${columns.updatedAt} < timestamp ${literal(horizon)}
    group by <#list keys as key>${key}<#sep>, </#sep></#list>
),
</#if>
spans as (
    select
<#list values as column>
        <#if hardDeletes == "NEW_RECORD" && inherited?seq_contains(column)>case when bounds.${moment.GONE} and ashlar_kept = 0 then lag(bounds.${column}) over (partition by <#list keys as key>bounds.${key}<#sep>, </#sep></#list> order by bounds.${moment.AT}) else bounds.${column} end as ${column}<#else>bounds.${column}</#if>,
</#list>
<#list carried as column>
        bounds.${column},
</#list>
        case
            when ashlar_kept = 1 then ashlar_since
            when row_number() over (partition by <#list keys as key>bounds.${key}<#sep>, </#sep></#list> order by bounds.${moment.AT}) = 1<#if horizon??> and older.ashlar_seen is null</#if> and bounds.${moment.FIRST} < bounds.${moment.AT} then bounds.${moment.FIRST}
            else bounds.${moment.AT}
        end as ashlar_from,
        lead(bounds.${moment.AT}) over (partition by <#list keys as key>bounds.${key}<#sep>, </#sep></#list> order by bounds.${moment.AT}) as ashlar_to,
        bounds.${moment.AT},
        bounds.${moment.GONE},
        ashlar_id,
        ashlar_kept
    from bounds
<#if horizon??>
    left join older on <#list keys as key>older.${key} = bounds.${key}<#sep> and </#sep></#list>
</#if>
)
select
<#list values as column>
    ${column},
</#list>
<#list carried as column>
    ${column},
</#list>
    ashlar_from as ${columns.validFrom},
    <#if validToCurrent??>coalesce(ashlar_to, cast(${validToCurrent} as timestamp))<#else>ashlar_to</#if> as ${columns.validTo},
    ashlar_to is null as ${columns.isCurrent},
    coalesce(ashlar_id, md5(<#list keys as key>length(cast(${key} as varchar)) || ':' || cast(${key} as varchar) || '|' || </#list>strftime(ashlar_from, '%Y-%m-%d %H:%M:%S.%f'))) as ${columns.scdId},
    ${moment.AT} as ${columns.updatedAt}<#if deletionMark == "WRITTEN">,
    ${moment.GONE} as ${columns.isDeleted}</#if>
from spans
<#if hardDeletes != "NEW_RECORD">
where not ${moment.GONE} or ashlar_kept = 1
</#if>
