update ${history}
set <#list filled as column>${column} = source.${column}<#sep>, </#sep></#list>
from ${source} as source
where ${history}.${columns.isCurrent}
<#list keys as key>
    and ${history}.${key} = source.${key}
</#list>
