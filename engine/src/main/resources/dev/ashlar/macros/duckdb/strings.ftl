<#function _matches text pattern>
  <#return "regexp_matches(" + text + ", " + pattern + ")">
</#function>
