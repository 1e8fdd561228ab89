delete from ${table}
where _file is null