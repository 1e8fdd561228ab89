<#--
  Dates and times. Every argument that stands for a date may be a date, a timestamp or a text in SQL; it is read as a
  timestamp in UTC, and what comes back is a timestamp (last_day: a date), so that all engines give the same type.
  Weeks begin on Monday, as ISO 8601 has it.
-->
<#function _date_part part>
  <#local word = part?lower_case?trim?remove_ending("s")>
  <#local known = ["year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond", "microsecond"]>
  <#if !known?seq_contains(word)>
    <#return fail("'" + part + "' is no part of a date. Known are " + known?join(", ") + ".")>
  </#if>
  <#return word>
</#function>

<#function _interval part>
  <#local word = _date_part(part)>
  <#return "interval '" + (({"quarter": "3 month", "week": "7 day"}[word])!("1 " + word)) + "'">
</#function>

<#function _timestamp expression>
  <#return "cast(" + expression + " as timestamp)">
</#function>

<#-- A day that the target month lacks becomes its last day: 31 January and one month is 28 or 29 February. -->
<#function dateadd datepart interval from_date_or_timestamp>
  <#return "(" + _timestamp(from_date_or_timestamp) + " + (" + interval + ") * " + _interval(datepart) + ")">
</#function>

<#-- Counts the boundaries between the two, so 23:59 to 00:01 is one day; negative when the second is the earlier. -->
<#function datediff first_date second_date datepart>
  <#local part = _date_part(datepart)>
  <#local a = _timestamp(first_date)>
  <#local b = _timestamp(second_date)>
  <#local years = "(extract(year from " + b + ") - extract(year from " + a + "))">
  <#switch part>
    <#case "year"><#return "cast(" + years + " as bigint)">
    <#case "quarter"><#return "cast(" + years + " * 4 + extract(quarter from " + b + ") - extract(quarter from " + a + ") as bigint)">
    <#case "month"><#return "cast(" + years + " * 12 + extract(month from " + b + ") - extract(month from " + a + ") as bigint)">
    <#case "week"><#return "cast((cast(date_trunc('week', " + b + ") as date) - cast(date_trunc('week', " + a + ") as date)) / 7 as bigint)">
    <#case "day"><#return "cast(cast(" + b + " as date) - cast(" + a + " as date) as bigint)">
  </#switch>
  <#local seconds = {"hour": "/ 3600", "minute": "/ 60", "second": "/ 1", "millisecond": "* 1000", "microsecond": "* 1000000"}[part]>
  <#return "cast((extract(epoch from date_trunc('" + part + "', " + b + ")) - extract(epoch from date_trunc('" + part + "', " + a
    + "))) " + seconds + " as bigint)">
</#function>

<#function date_trunc datepart date>
  <#return "cast(date_trunc('" + _date_part(datepart) + "', " + _timestamp(date) + ") as timestamp)">
</#function>

<#function last_day date datepart="month">
  <#return "cast(" + dateadd("day", -1, dateadd(datepart, 1, date_trunc(datepart, date))) + " as date)">
</#function>

<#-- The time of the transaction in UTC, without a zone. -->
<#function current_timestamp>
  <#return "cast(current_timestamp at time zone 'UTC' as timestamp)">
</#function>
