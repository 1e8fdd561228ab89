alter table ${table} alter column ${column} type ${type} using cast(${column} as ${type})
