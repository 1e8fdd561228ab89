delete from ${table}
