<#-- The options stand before AS, as in the statement that made it. -->
create materialized view ${view}<#list options as option>
${option}</#list>
as
${definition}
