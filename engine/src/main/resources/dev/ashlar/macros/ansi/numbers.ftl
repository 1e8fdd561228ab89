<#-- Null where the denominator is zero; never an integer division. -->
<#macro safe_divide numerator denominator>
(cast(${numerator} as ${type_float()}) / nullif(${denominator}, 0))<#t>
</#macro>

<#-- The numbers from 1 to the bound in the column generated_number. -->
<#macro generate_series upper_bound>
<#local digits = upper_bound?c?length>
select cast(generated_number as bigint) as generated_number
from (
    select <#list 0..<digits as i>d${i}.digit<#list 0..<i as zero> * 10</#list> + </#list>1 as generated_number
    from
<#list 0..<digits as i>
        (<#list 0..9 as n>select ${n} as digit<#sep> union all </#list>) as d${i}<#sep> cross join
</#list>
) as numbers
where generated_number <= ${upper_bound}
</#macro>

<#-- One row a period in the column date_<datepart>, from the start up to but without the end. At most 100,000 periods. -->
<#macro date_spine datepart start_date end_date>
<#local part = _date_part(datepart)>
select ${dateadd(part, "generated_number - 1", start_date)} as date_${part}
from (<@generate_series upper_bound=100000 />) as numbers
where ${dateadd(part, "generated_number - 1", start_date)} < cast(${end_date} as timestamp)
</#macro>
