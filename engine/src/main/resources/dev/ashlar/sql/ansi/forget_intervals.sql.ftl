delete from ${ledger}
where relation_schema = ${literal(relation.schema)} and relation_name = ${literal(relation.identifier)}
