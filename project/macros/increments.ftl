<#--
  newest: the newest value that a column of the model's own table holds, or a time before all data.
  Compare each input with its own column: load times rise within a table, not across tables.
-->
<#function newest column>
    <#return "(select coalesce(max(" + column + "), timestamp '1900-01-01 00:00:00') from " + this + ")">
</#function>
