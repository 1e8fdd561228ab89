<#--
  Hashes are of one canonical text, so that a key is the same on every engine:
  - a value is its SQL text: 42, 3.10 (a decimal with its scale), true, 2026-10-01, 2026-10-01 02:00:00.5 (timestamps without
    trailing zeros in the fraction; with a zone +00), floating point numbers without a fraction of zero (3, not 3.0);
  - values of a key are joined by the unit separator, character 31, which no text has;
  - a null is the record separator, character 30, so that it differs from the empty text.
  The hash is MD5 in 32 lower-case hexadecimal digits.
-->
<#function _hash_text field>
  <#return "cast(" + field + " as " + type_string() + ")">
</#function>

<#-- Null for null. -->
<#function hash field>
  <#return "md5(" + _hash_text(field) + ")">
</#function>

<#function surrogate_key fields>
  <#if !fields?has_content><#return fail("surrogate_key needs at least one column.")></#if>
  <#local list = fields?is_string?then([fields], fields)>
  <#local texts = []>
  <#list list as field>
    <#local texts = texts + ["coalesce(" + _hash_text(field) + ", chr(30))"]>
  </#list>
  <#return "md5(" + texts?join(" || chr(31) || ") + ")">
</#function>
