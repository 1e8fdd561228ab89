<#-- "is distinct from" and the interval literal with a plus sign are left out: what Redshift's grammar has for sure is CASE and dateadd. -->
create temporary table ${changes} as
with incoming as (
    select
<#list values as column>
        source.${column},
</#list>
<#if time.kind == "OfRun">
        timestamp ${literal(runTime)} as ashlar_at,
<#elseif time.clock.kind == "Zoned">
        source.${time.column} at time zone 'UTC' as ashlar_at,
<#elseif time.clock.zone == "UTC">
        cast(source.${time.column} as timestamp) as ashlar_at,
<#else>
        cast(source.${time.column} as timestamp) at time zone ${literal(time.clock.zone)} at time zone 'UTC' as ashlar_at,
</#if>
        cast(${firstValidFrom!"null"} as timestamp) as ashlar_first
    from ${source} as source
),
<#if history??>
<#if hardDeletes == "IGNORE">
<#-- nothing is asked of other keys, and both questions about these are answered by one look at the history -->
known as (
    select
<#list keys + compared as column>
        history.${column},
</#list>
        history.${columns.validFrom} as ashlar_since,
        history.${columns.validTo} as ashlar_until,
        history.${columns.updatedAt} as ashlar_seen,
        ${gone} as ashlar_gone,
        case when ${open} then 1 else 0 end as ashlar_open
    from ${history} as history
    where exists (select 1 from ${source} as source where <#list keys as key>source.${key} = history.${key}<#sep> and </#sep></#list>)
),
living as (
    select * from known where ashlar_open = 1
),
past as (
    select <#list keys as key>${key}, </#list>max(ashlar_until) as ashlar_end
    from known
    where ashlar_open = 0
    group by <#list keys as key>${key}<#sep>, </#sep></#list>
),
<#else>
living as (
    select
<#list known as column>
        history.${column},
</#list>
        history.${columns.validFrom} as ashlar_since,
        history.${columns.updatedAt} as ashlar_seen,
        ${gone} as ashlar_gone
    from ${history} as history
    where ${open}
),
past as (
    select <#list keys as key>history.${key}, </#list>max(history.${columns.validTo}) as ashlar_end
    from ${history} as history
    where not (${open})
        and exists (select 1 from ${source} as source where <#list keys as key>source.${key} = history.${key}<#sep> and </#sep></#list>)
    group by <#list keys as key>history.${key}<#sep>, </#sep></#list>
),
</#if>
versions as (
    select
<#list values as column>
        incoming.${column},
</#list>
        case
            when living.${keys[0]} is null and past.${keys[0]} is null then cast('new' as varchar(16))
            when living.${keys[0]} is null or living.ashlar_gone then cast('returned' as varchar(16))
            else cast('changed' as varchar(16))
        end as ${change.KIND},
        case
            when living.${keys[0]} is not null
                then greatest(incoming.ashlar_at, dateadd(microsecond, 1, living.ashlar_since))
            when past.${keys[0]} is not null then greatest(incoming.ashlar_at, past.ashlar_end)
            else coalesce(incoming.ashlar_first, incoming.ashlar_at)
        end as ${change.VALID_FROM},
        incoming.ashlar_at as ${change.UPDATED_AT}
    from incoming
    left join living on <#list keys as key>living.${key} = incoming.${key}<#sep> and </#sep></#list>
    left join past on <#list keys as key>past.${key} = incoming.${key}<#sep> and </#sep></#list>
    where living.${keys[0]} is null
        or living.ashlar_gone
<#if time.kind == "OfRow">
        or living.ashlar_seen is null
        or incoming.ashlar_at > living.ashlar_seen
<#else>
<#list compared as column>
        or case when incoming.${column} = living.${column} then 0 when incoming.${column} is null and living.${column} is null then 0 else 1 end = 1
</#list>
</#if>
<#if hardDeletes != "IGNORE">
    union all
    select
<#list values as column>
        <#if known?seq_contains(column)>living.${column}<#else>null</#if>,
</#list>
        cast('deleted' as varchar(16)),
        greatest(timestamp ${literal(runTime)}, dateadd(microsecond, 1, living.ashlar_since)),
        timestamp ${literal(runTime)}
    from living
    where not living.ashlar_gone
        and not exists (
            select 1 from incoming
            where <#list keys as key>incoming.${key} = living.${key}<#sep> and </#sep></#list>
        )
</#if>
)
<#else>
versions as (
    select
<#list values as column>
        incoming.${column},
</#list>
        cast('new' as varchar(16)) as ${change.KIND},
        coalesce(incoming.ashlar_first, incoming.ashlar_at) as ${change.VALID_FROM},
        incoming.ashlar_at as ${change.UPDATED_AT}
    from incoming
)
</#if>
select
    versions.*,
    cast(md5(<#list keys as key>cast(len(cast(versions.${key} as varchar(65535))) as varchar(16)) || ':' || cast(versions.${key} as varchar(65535)) || '|' || </#list>to_char(versions.${change.VALID_FROM}, 'YYYY-MM-DD HH24:MI:SS.US')) as varchar(32)) as ${change.SCD_ID}
from versions
