create table ${table} (
<#list columns as column>
    ${column.name} ${column.type}<#list column.constraints as constraint> ${constraint}</#list><#if column?has_next || constraints?has_content>,</#if>
</#list>
<#list constraints as constraint>
    ${constraint}<#sep>,</#sep>
</#list>
)
