delete from ${ledger}
where target = ${literal(target)}
    and path in (<#list paths as path>${literal(path)}<#sep>, </#sep></#list>)
