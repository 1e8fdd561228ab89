delete from ${rejects}
where _batch_id in (<#list batches as batch>${batch}<#sep>, </#sep></#list>)
