<#macro generate_series upper_bound>
select "range" as generated_number from range(1, ${upper_bound} + 1)
</#macro>

<#macro date_spine datepart start_date end_date>
<#local part = _date_part(datepart)>
select ${dateadd(part, "period", start_date)} as date_${part}
from range(0, ${datediff(start_date, end_date, part)} + 1) as periods(period)
where ${dateadd(part, "period", start_date)} < cast(${end_date} as timestamp)
</#macro>
