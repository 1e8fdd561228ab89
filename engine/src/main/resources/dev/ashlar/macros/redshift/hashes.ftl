<#function hash field>
  <#return "cast(md5(" + _hash_text(field) + ") as varchar(32))">
</#function>

<#-- A boolean has no text in Redshift: say case when x then 'true' when not x then 'false' end in its place. -->
<#function surrogate_key fields>
  <#if !fields?has_content><#return fail("surrogate_key needs at least one column.")></#if>
  <#local list = fields?is_string?then([fields], fields)>
  <#local texts = []>
  <#list list as field>
    <#local texts = texts + ["coalesce(" + _hash_text(field) + ", chr(30))"]>
  </#list>
  <#return "cast(md5(" + texts?join(" || chr(31) || ") + ") as varchar(32))">
</#function>
