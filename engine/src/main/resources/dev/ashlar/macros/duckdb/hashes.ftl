<#-- DuckDB prints a whole DOUBLE as 3.0, the others as 3. -->
<#function _hash_text field>
  <#local text = "cast(" + field + " as varchar)">
  <#return "case when typeof(" + field + ") in ('DOUBLE', 'FLOAT') then regexp_replace(" + text + ", '\\.0$', '') else " + text + " end">
</#function>
