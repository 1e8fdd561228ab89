insert into ${markers} (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values (${literal(relation.schema)}, ${literal(relation.identifier)}, ${literal(node)}, ${literal(attempt)}, ${literal(invocationId)}, ${literal(checksum)}, timestamp ${literal(at)})
