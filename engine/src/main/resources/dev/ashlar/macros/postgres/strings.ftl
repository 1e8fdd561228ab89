<#-- pg_input_is_valid came with PostgreSQL 16. -->
<#function safe_cast field type>
  <#return "case when pg_input_is_valid(cast(" + field + " as text), " + string_literal(type) + ") then cast(cast(" + field
    + " as text) as " + type + ") end">
</#function>
