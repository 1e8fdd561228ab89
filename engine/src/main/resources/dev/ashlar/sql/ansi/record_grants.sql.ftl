insert into ${records} (relation_schema, relation_name, granted, recorded_at)
values (${literal(relation.schema)}, ${literal(relation.identifier)}, ${literal(granted)}, timestamp ${literal(at)})
