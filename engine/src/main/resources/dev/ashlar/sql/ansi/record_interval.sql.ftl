insert into ${ledger} (relation_schema, relation_name, node, interval_start, interval_end, batch_size, attempt, invocation_id, recorded_at)
values (${literal(relation.schema)}, ${literal(relation.identifier)}, ${literal(node)}, timestamp ${literal(interval.start)}, timestamp ${literal(interval.end)}, ${literal(batchSize)}, ${literal(attempt)}, ${literal(invocationId)}, timestamp ${literal(at)})
