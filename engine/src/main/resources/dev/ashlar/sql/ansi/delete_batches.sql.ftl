delete from ${table}
where _batch_id in (<#list batches as batch>${batch}<#sep>, </#sep></#list>)
