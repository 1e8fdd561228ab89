<#macro deduplicate relation partition_by order_by>
select distinct on (${_items(partition_by)?join(", ")}) *
from ${relation} as deduplicated
order by ${_items(partition_by)?join(", ")}, ${_nulls_last(order_by)}
</#macro>
