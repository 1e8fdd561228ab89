<#--
  clean_text: text without blanks around it; empty text is null.
  money: an amount in whole cents, rounded half away from zero.
  whole: a whole number of 64 bits, so that sums have one type on every engine.
  unknown_key: the key of a dimension's "unknown" row, which facts use where no row fits.
-->
<#function clean_text expression>
    <#return "nullif(trim(" + expression + "), '')">
</#function>

<#function money expression>
    <#return "cast(round(" + expression + ", 2) as numeric(18, 2))">
</#function>

<#function whole expression>
    <#return "cast(" + expression + " as bigint)">
</#function>

<#function unknown_key>
    <#return "cast('00000000000000000000000000000000' as varchar(32))">
</#function>
