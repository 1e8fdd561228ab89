<#function any_value expression>
  <#return "any_value(" + expression + ")">
</#function>

<#function bool_or expression>
  <#return "bool_or(" + expression + ")">
</#function>

<#function _order_by clause>
  <#if !clause?has_content><#return ""></#if>
  <#return clause?trim?lower_case?starts_with("order by")?then(clause, "order by " + clause)>
</#function>

<#-- Nulls are left out, and do not count towards the limit. -->
<#function listagg measure delimiter_text="','" order_by_clause="" limit_num=0>
  <#local order = _order_by(order_by_clause)>
  <#if limit_num == 0>
    <#return "string_agg(cast(" + measure + " as " + type_string() + "), " + delimiter_text + " " + order + ")">
  </#if>
  <#return "array_to_string((array_agg(cast(" + measure + " as " + type_string() + ") " + order + ") filter (where " + measure
    + " is not null))[1:" + limit_num + "], " + delimiter_text + ")">
</#function>
