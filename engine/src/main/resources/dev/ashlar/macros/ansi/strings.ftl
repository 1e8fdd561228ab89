<#function string_literal value>
  <#return "'" + value?replace("'", "''") + "'">
</#function>

<#-- Null if one of them is null. -->
<#function concat fields>
  <#return "(" + fields?join(" || ") + ")">
</#function>

<#-- Parts count from 1, negative ones from the end; a part that is not there is the empty text. -->
<#function split_part string_text delimiter_text part_number>
  <#return "split_part(" + string_text + ", " + delimiter_text + ", " + part_number + ")">
</#function>

<#-- The value as the type, or null where it cannot be read as one. -->
<#function safe_cast field type>
  <#return "try_cast(" + field + " as " + type + ")">
</#function>

<#-- Whether the pattern is found anywhere in the text; null for null. -->
<#function _matches text pattern>
  <#return "regexp_like(" + text + ", " + pattern + ")">
</#function>
