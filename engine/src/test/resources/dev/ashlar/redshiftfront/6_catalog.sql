-- System views of Redshift: https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_system-tables.html
-- They stand in rs_front; the front puts that schema before their names.
create view rs_front.svv_tables as
    select database_name as table_catalog, schema_name as table_schema, relation_name as table_name,
           (case relkind when 'r' then 'BASE TABLE' when 'f' then 'EXTERNAL TABLE' else 'VIEW' end)::varchar(128) as table_type,
           obj_description(oid, 'pg_class')::varchar(256) as remarks
    from rs_front.shown_relation;
create view rs_front.svv_columns as
    select r.database_name as table_catalog, r.schema_name as table_schema, r.relation_name as table_name,
           a.attname::varchar(128) as column_name, a.attnum::int as ordinal_position,
           pg_get_expr(d.adbin, d.adrelid)::varchar(4000) as column_default,
           (case when a.attnotnull then 'NO' else 'YES' end)::varchar(3) as is_nullable,
           rs_front.type_name(a.atttypid, -1)::varchar(128) as data_type,
           case when a.atttypid in (1042, 1043) then a.atttypmod - 4 end as character_maximum_length,
           information_schema._pg_numeric_precision(a.atttypid, a.atttypmod)::int as numeric_precision,
           null::int as numeric_precision_radix,
           information_schema._pg_numeric_scale(a.atttypid, a.atttypmod)::int as numeric_scale,
           case when l.view is null then col_description(r.oid, a.attnum)::varchar(256) end as remarks
    from rs_front.shown_relation r
    join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    left join rs_front.late_view l on l.view = r.oid;
create view rs_front.svv_all_schemas as
    select current_database()::varchar(128) as database_name, nspname::varchar(128) as schema_name, nspowner::int as schema_owner,
           'local'::varchar(128) as schema_type, nspacl::varchar(128) as schema_acl, null::varchar(128) as source_database,
           null::varchar(128) as schema_option
    from pg_namespace
    where nspname not in ('rs_front', 'rs_late', 'pg_toast') and nspname not like 'pg\_t%';
create view rs_front.svv_redshift_schemas as
    select database_name, schema_name, schema_owner, schema_type, schema_acl, schema_option from rs_front.svv_all_schemas;
create view rs_front.svv_all_tables as
    select table_catalog as database_name, table_schema as schema_name, table_name,
           (case table_type when 'BASE TABLE' then 'TABLE' else table_type end)::varchar(128) as table_type,
           null::varchar(128) as table_acl, remarks
    from rs_front.svv_tables;
create view rs_front.svv_redshift_tables as select * from rs_front.svv_all_tables;
create view rs_front.svv_all_columns as
    select table_catalog as database_name, table_schema as schema_name, table_name, column_name, ordinal_position,
           column_default, is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale, remarks
    from rs_front.svv_columns;
create view rs_front.svv_redshift_columns as
    select database_name, schema_name, table_name, column_name, ordinal_position, data_type, column_default, is_nullable,
           null::varchar(128) as encoding, false as distkey, 0 as sortkey, null::varchar(128) as column_acl, remarks
    from rs_front.svv_all_columns;
create view rs_front.svv_redshift_databases as
    select datname::varchar(128) as database_name, datdba::int as database_owner, 'local'::varchar(32) as database_type,
           datacl::varchar(128) as database_acl, null::varchar(128) as database_options,
           'Serializable'::varchar(128) as database_isolation_level
    from pg_database where not datistemplate;
create view rs_front.stv_db_isolation_level as
    select datname::char(128) as db_name, 'Serializable'::char(20) as isolation_level from pg_database where not datistemplate;

-- Spectrum: what tests put in these tables is there; nothing reads S3.
create table rs_front.svv_external_schemas (
    esoid oid, eskind smallint, schemaname varchar(128), esowner int, databasename varchar(128), esoptions varchar(1024));
create table rs_front.svv_external_tables (
    redshift_database_name varchar(128), schemaname varchar(128), tablename varchar(128), tabletype varchar(128),
    location varchar(128), input_format varchar(128), output_format varchar(128), serialization_lib varchar(128),
    serde_parameters varchar(128), compressed int, parameters varchar(128));
create table rs_front.svv_external_columns (
    redshift_database_name varchar(128), schemaname varchar(128), tablename varchar(128), columnname varchar(128),
    external_type varchar(128), columnnum int, part_key int, is_nullable varchar(128));
create table rs_front.svv_external_partitions (
    schemaname varchar(128), tablename varchar(128), "values" varchar(128), location varchar(128), input_format varchar(128),
    output_format varchar(128), serialization_lib varchar(128), serde_parameters varchar(128), compressed int,
    parameters varchar(128));

create view rs_front.svv_table_info as
    select r.database_name as "database", r.schema_name as "schema", r.oid::int as table_id, r.relation_name as "table",
           (case when l.layout->'encode' <> '{}' then 'Y' else 'Y, AUTO(ENCODE)' end)::varchar as encoded,
           (case l.layout->>'diststyle' when 'key' then 'KEY(' || (l.layout->>'distkey') || ')' when 'even' then 'EVEN'
                when 'all' then 'ALL' else 'AUTO(ALL)' end)::varchar as diststyle,
           coalesce((case l.layout->>'sortstyle' when 'interleaved' then 'INTERLEAVED' when 'auto' then 'AUTO(SORTKEY)'
                else l.layout->'sortkeys'->>0 end)::varchar, case when l.relation is null then 'AUTO(SORTKEY)' end) as sortkey1,
           coalesce((select max(atttypmod - 4) from pg_attribute where attrelid = r.oid and atttypid = 1043), 0) as max_varchar,
           coalesce(jsonb_array_length(l.layout->'sortkeys'), 0) as sortkey_num,
           1::bigint as size, 0::numeric(10, 4) as unsorted, 0::numeric(5, 2) as stats_off,
           c.reltuples::numeric(38, 0) as tbl_rows, c.reltuples::numeric(38, 0) as estimated_visible_rows
    from rs_front.shown_relation r
    join pg_class c on c.oid = r.oid
    left join rs_front.layout l on l.relation = r.oid
    where r.relkind = 'r' and r.schema_name not in ('pg_catalog', 'information_schema');
create view rs_front.pg_table_def as
    select r.schema_name as schemaname, r.relation_name as tablename, a.attname as "column",
           rs_front.type_name(a.atttypid, a.atttypmod) as "type",
           coalesce(l.layout->'encode'->>a.attname::text, 'none') as encoding,
           coalesce(l.layout->>'distkey' = a.attname, false) as distkey,
           coalesce((select place::int from jsonb_array_elements_text(l.layout->'sortkeys') with ordinality s(name, place)
                     where s.name = a.attname), 0) as sortkey,
           a.attnotnull as "notnull"
    from rs_front.shown_relation r
    join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
    left join rs_front.layout l on l.relation = r.oid
    where r.relkind = 'r' and r.schema_name = any (current_schemas(true));
create view rs_front.svv_mv_info as
    select r.database_name, r.schema_name, pg_get_userbyid(relowner)::varchar(128) as user_name, r.relation_name as name,
           'f'::char(1) as is_stale, 0 as state, coalesce((l.layout->>'auto_refresh')::boolean, false) as autorefresh, 'f'::char(1) as autorewrite
    from rs_front.shown_relation r left join rs_front.layout l on l.relation = r.oid
    where relkind = 'm';

-- called with a list of columns, as a function that returns records must be
create function rs_front.pg_get_late_binding_view_cols() returns setof record language sql stable as $$
    select n.nspname, c.relname, a.attname, rs_front.type_name(a.atttypid, a.atttypmod)::varchar, a.attnum::int
    from rs_front.late_view l
    join pg_class c on c.oid = l.view
    join pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
$$;
-- A late-binding view has no columns of its own.
create view rs_front.pg_attribute as
    select a.* from pg_catalog.pg_attribute a where a.attrelid not in (select view from rs_front.late_view);

-- Sessions and locks
create view rs_front.stv_sessions as
    select backend_start::timestamp as starttime, pid as process, usename::char(50) as user_name, datname::char(50) as db_name,
           0 as timeout_sec
    from pg_stat_activity where backend_type = 'client backend' and datname = current_database();
create view rs_front.pg_stat_activity as
    select datid, datname, pid as procpid, usesysid, usename, query as current_query, query_start
    from pg_stat_activity where backend_type = 'client backend' and datname = current_database();
create view rs_front.stv_recents as
    select usesysid::int as userid, (case state when 'active' then 'Running' else 'Done' end)::char(20) as status,
           query_start::timestamp as starttime, 0 as duration, usename::char(50) as user_name, datname::char(50) as db_name,
           query::char(600) as query, pid
    from pg_stat_activity where backend_type = 'client backend' and datname = current_database();
create view rs_front.stv_inflight as
    select usesysid::int as userid, 0 as slice, pid as query, left(query, 100)::char(100) as label, 0::bigint as xid, pid,
           query_start::timestamp as starttime, left(query, 100)::char(100) as text, 0 as suspended
    from pg_stat_activity where backend_type = 'client backend' and state = 'active' and datname = current_database();
create view rs_front.stl_connection_log as
    select 'authenticated'::char(50) as event, backend_start::timestamp as recordtime, client_addr::text::char(45) as remotehost,
           pid, datname::char(50) as dbname, usename::char(50) as username, application_name::char(250) as application_name
    from pg_stat_activity where backend_type = 'client backend' and datname = current_database();
create view rs_front.sys_connection_log as
    select event, recordtime as record_time, remotehost as remote_host, pid as session_id, dbname as database_name,
           username as user_name, application_name
    from rs_front.stl_connection_log;
create view rs_front.svv_transactions as
    select a.usename::text as txn_owner, a.datname::text as txn_db, a.backend_xid::text::bigint as xid, a.pid,
           a.xact_start::timestamp as txn_start, l.mode as lock_mode,
           case l.locktype when 'relation' then 'relation' else 'transactionid' end as lockable_object_type,
           l.relation::int as relation, l.granted
    from pg_stat_activity a join pg_locks l on l.pid = a.pid
    where a.datname = current_database() and a.xact_start is not null and a.pid <> pg_backend_pid();
create view rs_front.stv_locks as
    select l.relation::int as table_id, null::timestamp as last_commit, null::timestamp as last_update,
           a.backend_xid::text::bigint as lock_owner, l.pid as lock_owner_pid, a.xact_start::timestamp as lock_start,
           l.mode::char(22) as lock_status
    from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'relation' and l.granted and a.datname = current_database();

-- Users, groups and roles
create view rs_front.svv_roles as
    select r.oid::int as role_id, r.rolname::varchar(128) as role_name, null::varchar(128) as role_owner
    from pg_roles r join rs_front.principal p on p.name = r.rolname and p.kind = 'role';
create view rs_front.granted as
    select n.nspname, c.relname, a.privilege_type, a.is_grantable, a.grantee,
           case when a.grantee = 0 then 'public' else coalesce(p.kind, 'user') end as kind
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    cross join lateral aclexplode(c.relacl) a
    left join rs_front.principal p on p.name = pg_get_userbyid(a.grantee)
    where c.relkind in ('r', 'v', 'm', 'f') and n.nspname not in ('rs_front', 'rs_late');
create view rs_front.svv_relation_privileges as
    select nspname::varchar(128) as namespace_name, relname::varchar(128) as relation_name,
           privilege_type::varchar(128) as privilege_type, grantee::int as identity_id,
           (case kind when 'public' then 'public' else pg_get_userbyid(grantee)::text end)::varchar(128) as identity_name,
           kind::varchar(128) as identity_type, is_grantable as admin_option
    from rs_front.granted;
create view rs_front.svv_schema_privileges as
    select n.nspname::varchar(128) as namespace_name, a.privilege_type::varchar(128) as privilege_type,
           a.grantee::int as identity_id,
           (case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee)::text end)::varchar(128) as identity_name,
           (case a.grantee when 0 then 'public' else coalesce(p.kind, 'user') end)::varchar(128) as identity_type,
           a.is_grantable as admin_option
    from pg_namespace n
    cross join lateral aclexplode(n.nspacl) a
    left join rs_front.principal p on p.name = pg_get_userbyid(a.grantee)
    where n.nspname not in ('rs_front', 'rs_late');

do $$
declare
    relation name;
begin
    for relation in select relname from pg_class where relnamespace = 'rs_front'::regnamespace and relkind in ('v', 'r') loop
        execute format('grant select on rs_front.%I to public', relation);
    end loop;
end $$;
