<#-- Redshift's dateadd takes whole numbers only. -->
<#function dateadd datepart interval from_date_or_timestamp>
  <#return "dateadd(" + _date_part(datepart) + ", cast(" + interval + " as integer), " + _timestamp(from_date_or_timestamp) + ")">
</#function>

<#-- Redshift's own weeks begin on Sunday. -->
<#function datediff first_date second_date datepart>
  <#local part = _date_part(datepart)>
  <#local a = _timestamp(first_date)>
  <#local b = _timestamp(second_date)>
  <#if part == "week"><#return "(datediff(day, date_trunc('week', " + a + "), date_trunc('week', " + b + ")) / 7)"></#if>
  <#return "datediff(" + part + ", " + a + ", " + b + ")">
</#function>

<#-- current_timestamp is the leader node's alone. -->
<#function current_timestamp>
  <#return "sysdate">
</#function>
