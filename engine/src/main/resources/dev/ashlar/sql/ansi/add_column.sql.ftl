alter table ${table} add column ${column.name} ${column.type}
