update ${history}
set ${columns.validTo} = changes.${change.VALID_FROM}, ${columns.isCurrent} = false
from ${changes} as changes
where ${history}.${columns.isCurrent}
<#list keys as key>
    and ${history}.${key} = changes.${key}
</#list>
