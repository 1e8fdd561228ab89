alter table ${table} drop constraint ${quoted(name)}
