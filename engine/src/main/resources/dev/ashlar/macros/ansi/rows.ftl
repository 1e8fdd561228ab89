<#-- The items of a text such as "a, coalesce(b, 0) desc", split at the commas that stand in no brackets. -->
<#function _items text>
  <#if !text?is_string><#return text></#if>
  <#local items = []>
  <#local item = "">
  <#local depth = 0>
  <#list text?split(",") as piece>
    <#local item = item + (item == "")?then("", ",") + piece>
    <#local depth = depth + piece?split("(")?size - piece?split(")")?size>
    <#if depth == 0>
      <#local items = items + [item?trim]>
      <#local item = "">
    </#if>
  </#list>
  <#return items>
</#function>

<#-- Engines differ in where nulls go, so it is always said: last, unless the text says otherwise. -->
<#function _nulls_last order_by>
  <#local out = []>
  <#list _items(order_by) as item>
    <#local out = out + [item?lower_case?contains(" nulls ")?then(item, item + " nulls last")]>
  </#list>
  <#return out?join(", ")>
</#function>

<#-- One row for each value of partition_by: the first by order_by. Null counts as a value. -->
<#macro deduplicate relation partition_by order_by>
select *
from ${relation} as deduplicated
qualify row_number() over (partition by ${_items(partition_by)?join(", ")} order by ${_nulls_last(order_by)}) = 1
</#macro>

<#-- One column for each value, made by the aggregate over the rows that have it. Group by the rest yourself. -->
<#macro pivot column values alias=true agg="sum" cmp="=" prefix="" suffix="" then_value=1 else_value=0 quote_identifiers=true distinct=false>
<#list values as value>
<#local name = value?is_boolean?then(value?c, value?string)>
${agg}(<#if distinct>distinct </#if>case when ${column} ${cmp} ${string_literal(name)} then ${then_value} else ${else_value} end)<#t>
<#if alias> as ${quote_identifiers?then(adapter.quote(prefix + name + suffix), prefix + name + suffix)}</#if><#t>
<#sep>,
</#sep>
</#list>
</#macro>
