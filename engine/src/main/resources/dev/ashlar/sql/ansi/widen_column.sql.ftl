alter table ${table} alter column ${column} type ${type}
