-- The SHOW commands by which the driver reads metadata: SHOW TABLES FROM SCHEMA d.s LIKE p is read as rs_front.show_tables(d, s, p).
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_TABLES.html and its neighbours
create view rs_front.shown_relation as
    select current_database()::varchar(128) as database_name, n.nspname::varchar(128) as schema_name,
           c.relname::varchar(128) as relation_name, c.relkind, c.oid, c.relowner, c.relnamespace
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'v', 'm', 'f') and n.nspname not in ('rs_front', 'rs_late', 'pg_toast')
      and (n.nspname not like 'pg\_temp%' or n.oid = pg_my_temp_schema());

create function rs_front.show_databases(pattern text default '%')
returns table (database_name varchar, database_owner int, database_type varchar, database_acl varchar, parameters varchar,
    database_isolation_level varchar)
language sql stable as $$
    select datname, datdba::int, 'local', null::varchar, null::varchar, 'Serializable'
    from pg_database where not datistemplate and datname like pattern order by 1
$$;
create function rs_front.show_schemas(db text, pattern text default '%')
returns table (database_name varchar, schema_name varchar, schema_owner int, schema_type varchar, schema_acl varchar,
    source_database varchar, schema_option varchar)
language sql stable as $$
    select current_database(), nspname, nspowner::int, 'local', null::varchar, null::varchar, null::varchar
    from pg_namespace
    where nspname like pattern and nspname not in ('rs_front', 'rs_late') and not starts_with(nspname, 'pg_t')
    order by 2
$$;
create function rs_front.show_tables(db text, of_schema text, pattern text default '%')
returns table (database_name varchar, schema_name varchar, table_name varchar, table_type varchar, table_acl varchar,
    remarks varchar, owner varchar, last_altered_time timestamp, last_modified_time timestamp, dist_style varchar,
    table_subtype varchar)
language sql stable as $$
    select r.database_name, r.schema_name, r.relation_name, case when relkind = 'r' then 'TABLE' else 'VIEW' end,
           null::varchar, obj_description(r.oid, 'pg_class'), pg_get_userbyid(relowner), null::timestamp, null::timestamp,
           null::varchar,
           case when relkind = 'r' then 'REGULAR TABLE' when relkind = 'm' then 'MATERIALIZED VIEW'
                when l.view is not null then 'LATE BINDING VIEW' else 'REGULAR VIEW' end
    from rs_front.shown_relation r left join rs_front.late_view l on l.view = r.oid
    where r.schema_name = of_schema and r.relation_name like pattern
    order by 2, 3
$$;
create function rs_front.show_columns(db text, of_schema text, of_relation text, pattern text default '%')
returns table (database_name varchar, schema_name varchar, table_name varchar, column_name varchar, ordinal_position int,
    column_default varchar, is_nullable varchar, data_type varchar, character_maximum_length int, numeric_precision int,
    numeric_scale int, remarks varchar, sort_key_type varchar, sort_key int, dist_key int, encoding varchar, "collation" varchar)
language sql stable as $$
    select r.database_name, r.schema_name, r.relation_name, a.attname,
           (row_number() over (order by a.attnum))::int, pg_get_expr(d.adbin, d.adrelid),
           case when a.attnotnull then 'NO' else 'YES' end, rs_front.type_name(a.atttypid, -1),
           case when a.atttypid in (1042, 1043) then a.atttypmod - 4 end,
           information_schema._pg_numeric_precision(a.atttypid, a.atttypmod)::int,
           information_schema._pg_numeric_scale(a.atttypid, a.atttypmod)::int,
           col_description(r.oid, a.attnum), null::varchar, 0, 0, null::varchar, null::varchar
    from rs_front.shown_relation r
    join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where r.schema_name = of_schema and r.relation_name = of_relation and a.attname like pattern
    order by 5
$$;
create function rs_front.show_constraints_primary_keys(db text, of_schema text, of_relation text)
returns table (database_name varchar, schema_name varchar, table_name varchar, column_name varchar, key_seq int, pk_name varchar)
language sql stable as $$
    select r.database_name, r.schema_name, r.relation_name, k.column_::varchar, k.place::int, (r.relation_name || '_pkey')::varchar
    from rs_front.shown_relation r
    join rs_front.layout l on l.relation = r.oid
    cross join jsonb_array_elements(l.layout->'keys') declared
    cross join jsonb_array_elements_text(declared->'columns') with ordinality k(column_, place)
    where declared->>'kind' = 'primary key' and r.schema_name = of_schema and r.relation_name = of_relation
    order by 5
$$;
