alter table ${table} add constraint ${quoted(name)} ${definition}
