<#assign months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]>
<#assign weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]>
with days as (
    <@date_spine
        datepart="day"
        start_date="date '" + var("calendar_start") + "'"
        end_date=dateadd("day", 1, "date '" + var("calendar_end") + "'")
    />
),

parts as (
    select
        cast(date_day as date) as date_day,
        cast(extract(year from date_day) as integer) as calendar_year,
        cast(extract(quarter from date_day) as integer) as calendar_quarter,
        cast(extract(month from date_day) as integer) as calendar_month,
        cast(extract(day from date_day) as integer) as day_of_month,
        cast(extract(week from date_day) as integer) as iso_week,
        cast(extract(dow from date_day) as integer) as day_of_week
    from days
)

select
    calendar_year * 10000 + calendar_month * 100 + day_of_month as date_key,
    date_day,
    calendar_year,
    calendar_quarter,
    calendar_month,
    case calendar_month
        <#list months as month>
        when ${month?counter} then '${month}'
        </#list>
    end as month_name,
    day_of_month,
    iso_week,
    -- Monday is 1, Sunday is 7
    case when day_of_week = 0 then 7 else day_of_week end as iso_weekday,
    case day_of_week
        <#list weekdays as weekday>
        when ${weekday?index} then '${weekday}'
        </#list>
    end as weekday_name,
    day_of_week in (0, 6) as is_weekend,
    cast(${date_trunc("month", "date_day")} as date) as first_day_of_month,
    cast(${last_day("date_day", "month")} as date) as last_day_of_month
from parts
