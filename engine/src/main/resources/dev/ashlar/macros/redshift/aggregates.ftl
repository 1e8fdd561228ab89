<#function listagg measure delimiter_text="','" order_by_clause="" limit_num=0>
  <#if limit_num != 0>
    <#return fail("Redshift cannot end a list after " + limit_num + " values. Number the rows, and list those that count.")>
  </#if>
  <#local order = _order_by(order_by_clause)>
  <#return "listagg(cast(" + measure + " as " + type_string() + "), " + delimiter_text + ")" + order?has_content?then(" within group (" + order + ")", "")>
</#function>
