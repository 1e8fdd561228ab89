insert into ${ledger} (target, path, bytes, modified, checksum, batch_id, rows, rejects, loaded_at, invocation_id)
values
<#list entries as entry>
    (${literal(target)}, ${literal(entry.path)}, ${entry.bytes}, ${entry.modified}, ${literal(entry.checksum)}, ${entry.batch}, ${entry.rows}, ${entry.rejects}, timestamp ${literal(loadedAt)}, ${literal(invocationId)})<#sep>,</#sep>
</#list>
