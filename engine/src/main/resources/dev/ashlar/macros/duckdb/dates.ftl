<#-- DuckDB's own difference in weeks does not count the Mondays between. -->
<#function datediff first_date second_date datepart>
  <#local part = _date_part(datepart)>
  <#local a = _timestamp(first_date)>
  <#local b = _timestamp(second_date)>
  <#if part == "week"><#return "(date_diff('day', date_trunc('week', " + a + "), date_trunc('week', " + b + ")) // 7)"></#if>
  <#return "date_diff('" + part + "', " + a + ", " + b + ")">
</#function>
