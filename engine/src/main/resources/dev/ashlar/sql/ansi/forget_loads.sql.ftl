delete from ${ledger}
where target = ${literal(target)}
