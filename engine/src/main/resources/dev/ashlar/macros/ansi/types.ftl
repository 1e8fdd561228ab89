<#-- The engine's word for a type that all engines have; adapter.type("timestamp") asks here. -->
<#function type_string><#return "varchar"></#function>
<#function type_int><#return "integer"></#function>
<#function type_bigint><#return "bigint"></#function>
<#function type_numeric><#return "numeric(28, 6)"></#function>
<#function type_float><#return "double precision"></#function>
<#function type_boolean><#return "boolean"></#function>
<#function type_timestamp><#return "timestamp"></#function>
<#function type_date><#return "date"></#function>

<#function adapter_type name>
  <#switch name?lower_case>
    <#case "string"><#case "text"><#case "varchar"><#return type_string()>
    <#case "int"><#case "integer"><#return type_int()>
    <#case "bigint"><#return type_bigint()>
    <#case "numeric"><#case "decimal"><#return type_numeric()>
    <#case "float"><#case "double"><#return type_float()>
    <#case "boolean"><#case "bool"><#return type_boolean()>
    <#case "timestamp"><#return type_timestamp()>
    <#case "date"><#return type_date()>
  </#switch>
  <#return fail("'" + name + "' is no portable type. Known are string, int, bigint, numeric, float, boolean, timestamp, date.")>
</#function>
