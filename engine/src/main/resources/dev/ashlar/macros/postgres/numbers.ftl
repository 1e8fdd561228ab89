<#macro generate_series upper_bound>
select generated_number from generate_series(cast(1 as bigint), ${upper_bound}) as numbers(generated_number)
</#macro>

<#macro date_spine datepart start_date end_date>
<#local part = _date_part(datepart)>
select ${dateadd(part, "period", start_date)} as date_${part}
from generate_series(cast(0 as bigint), ${datediff(start_date, end_date, part)}) as periods(period)
where ${dateadd(part, "period", start_date)} < cast(${end_date} as timestamp)
</#macro>
