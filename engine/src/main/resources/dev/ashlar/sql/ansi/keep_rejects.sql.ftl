insert into ${target} (_file, _row, _loaded_at, _batch_id, column_name, reason, original)
select _file, _row, timestamp ${literal(loadedAt)}, _batch_id, column_name, reason, original
from ${staged}
where _batch_id in (<#list batches as batch>${batch}<#sep>, </#sep></#list>)
