'${text?replace("'", "''")}'
