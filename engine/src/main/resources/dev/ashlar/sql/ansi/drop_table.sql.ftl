drop table ${table}
