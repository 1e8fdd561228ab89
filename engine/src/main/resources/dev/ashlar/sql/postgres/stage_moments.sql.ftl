create temporary table ${moments} as
with incoming as (
    select
<#list values as column>
        source.${column},
</#list>
<#if time.clock.kind == "Zoned">
        source.${time.column} at time zone 'UTC' as ${moment.AT},
<#elseif time.clock.zone == "UTC">
        cast(source.${time.column} as timestamp) as ${moment.AT},
<#else>
        cast(source.${time.column} as timestamp) at time zone ${literal(time.clock.zone)} at time zone 'UTC' as ${moment.AT},
</#if>
        <#if deleted?? && deleted.counting == "COUNT">case when cast(source.${deleted.column} as varchar) in (<#list deleted.words as word>${literal(word)}<#sep>, </#sep></#list>) then true else false end<#else>false</#if> as ${moment.GONE},
        cast(${firstValidFrom!"null"} as timestamp) as ${moment.FIRST}
    from ${source} as source
<#if deleted?? && deleted.counting == "PASSED_OVER">
    where cast(source.${deleted.column} as varchar) not in (<#list deleted.words as word>${literal(word)}<#sep>, </#sep></#list>)
</#if>
),
once as (
    select
        incoming.*,
        row_number() over (
            partition by <#list told as column>${column}<#sep>, </#sep></#list>
            order by <#list own as column>case when ${column} is null then 1 else 0 end, ${column}<#sep>, </#sep><#else>${moment.AT}</#list>
        ) as ashlar_copy
    from incoming
),
ranked as (
    select
        once.*,
        rank() over (
            partition by <#list keys as key>${key}, </#list>${moment.AT}
            order by <#list sequence as by>case when ${by.column} is null then 1 else 0 end, ${by.column}<#if by.order == "TEXT"> collate "C"</#if> desc<#sep>, </#sep><#else>${moment.AT}</#list>
        ) as ashlar_rank
    from once
    where ashlar_copy = 1
)
select<#list values as column> ${column},</#list> ${moment.AT}, ${moment.GONE}, ${moment.FIRST}
from ranked
where ashlar_rank = 1
