delete from ${table}
where _row < 0