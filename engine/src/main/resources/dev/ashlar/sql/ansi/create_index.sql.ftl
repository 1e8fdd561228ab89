create <#if (spec.unique)!false>unique </#if>index ${quoted(name)} on ${table} (<#list spec.columns as column>${quoted(column)}<#sep>, </#sep></#list>)
