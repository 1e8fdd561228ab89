<#-- Fails for rows in which the column is not the sum of the parts; a part may carry a minus sign. -->
<#macro test_adds_up model column_name parts tolerance=0>
select
    ${column_name},
    <#list parts as part>${part}<#sep> + </#list> as sum_of_parts
from ${model} as checked
where abs(${column_name} - (<#list parts as part>${part}<#sep> + </#list>)) > ${tolerance}
   or ${column_name} is null
</#macro>
