<#-- A backslash escapes in Redshift's texts. -->
<#function string_literal value>
  <#return "'" + value?replace("\\", "\\\\")?replace("'", "''") + "'">
</#function>

<#-- Redshift counts parts from the beginning only. -->
<#function split_part string_text delimiter_text part_number>
  <#local last = part_number?is_number?then(part_number, 0)>
  <#if last < 0>
    <#return "reverse(split_part(reverse(" + string_text + "), reverse(" + delimiter_text + "), " + (-last) + "))">
  </#if>
  <#return "split_part(" + string_text + ", " + delimiter_text + ", " + part_number + ")">
</#function>

<#function _matches text pattern>
  <#return "(" + text + " ~ " + pattern + ")">
</#function>
