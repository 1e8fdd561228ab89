<#-- These read the columns of relations from the catalog. While parsing there are none, and `*` stands in their place. -->
<#function _lower names>
  <#local out = []>
  <#list names as name><#local out = out + [name?lower_case]></#list>
  <#return out>
</#function>

<#macro star from relation_alias="" except=[] prefix="" suffix="" quote_identifiers=true>
<#local columns = adapter.columns(from)>
<#local left_out = _lower(except)>
<#local kept = columns?filter(c -> !left_out?seq_contains(c.name?lower_case))>
<#if columns?size == 0>
*<#t>
<#elseif kept?size == 0>
${fail("star leaves no column of " + from + ".")}
<#else>
<#list kept as c>
<#if relation_alias?has_content>${relation_alias}.</#if>${quote_identifiers?then(adapter.quote(c.name), c.name)}<#t>
<#if (prefix + suffix)?has_content> as ${quote_identifiers?then(adapter.quote(prefix + c.name + suffix), prefix + c.name + suffix)}</#if><#t>
<#sep>, </#sep><#t>
</#list>
</#if>
</#macro>

<#-- All rows of all relations; a column that one of them lacks is null there. source_column_name="" leaves out whence. -->
<#macro union_relations relations column_override={} include=[] exclude=[] source_column_name="_source_relation" where="">
<#local names = []>
<#local types = {}>
<#local present = []>
<#list relations as relation>
  <#local own = []>
  <#list adapter.columns(relation) as c>
    <#local key = c.name?lower_case>
    <#local own = own + [key]>
    <#local wanted = (include?size == 0 || _lower(include)?seq_contains(key)) && !_lower(exclude)?seq_contains(key)>
    <#if wanted && !types[key]??>
      <#local names = names + [c.name]>
      <#local types = types + {key: ((column_override[c.name])!(c.type))}>
    </#if>
  </#list>
  <#local present = present + [own]>
</#list>
<#list relations as relation>
<#local own = present[relation?index]>
select
<#if source_column_name?has_content>
    cast(${string_literal(relation?string)} as ${type_string()}) as ${adapter.quote(source_column_name)},
</#if>
<#if names?size == 0>
    *
</#if>
<#list names as name>
<#local key = name?lower_case>
<#if !own?seq_contains(key)>
    cast(null as ${types[key]}) as ${adapter.quote(name)}<#sep>,</#sep>
<#elseif column_override[name]??>
    cast(${adapter.quote(name)} as ${types[key]}) as ${adapter.quote(name)}<#sep>,</#sep>
<#else>
    ${adapter.quote(name)}<#sep>,</#sep>
</#if>
</#list>
from ${relation} as r${relation?index}
<#if where?has_content>
where ${where}
</#if>
<#sep>
union all
</#sep>
</#list>
</#macro>

<#-- One row for each column of each row: field_name holds the column's name, value its value as text (cast_to).
     Redshift casts no boolean to a text. -->
<#macro unpivot relation cast_to="" exclude=[] remove=[] field_name="field_name" value_name="value" quote_identifiers=true>
<#local type = cast_to?has_content?then(cast_to, type_string())>
<#local kept = []>
<#local fields = []>
<#list adapter.columns(relation) as c>
  <#local printed = quote_identifiers?then(adapter.quote(c.name), c.name)>
  <#if _lower(exclude)?seq_contains(c.name?lower_case)>
    <#local kept = kept + [printed]>
  <#elseif !_lower(remove)?seq_contains(c.name?lower_case)>
    <#local fields = fields + [{"name": c.name, "printed": printed, "truth": ["boolean", "bool"]?seq_contains(c.type?lower_case)}]>
  </#if>
</#list>
<#if fields?size == 0>
select * from ${relation} as unpivoted
</#if>
<#list fields as field>
select
<#list kept as column>
    ${column},
</#list>
    cast(${string_literal(field.name)} as ${type_string()}) as ${field_name},
    cast(<#if field.truth && !cast_to?has_content>case when ${field.printed} then 'true' when not ${field.printed} then 'false' end<#else>${field.printed}</#if> as ${type}) as ${value_name}
from ${relation} as unpivoted
<#sep>
union all
</#sep>
</#list>
</#macro>
