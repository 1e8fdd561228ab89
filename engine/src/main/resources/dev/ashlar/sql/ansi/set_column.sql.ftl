update ${table} set ${column} = ${expression}
