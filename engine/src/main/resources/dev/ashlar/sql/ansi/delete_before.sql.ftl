delete from ${table}
where ${time} < timestamp ${literal(before)}
