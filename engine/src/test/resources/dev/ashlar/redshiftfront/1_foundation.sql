-- What the front keeps in the database itself, so that it follows the transaction of whoever changes it.
create schema rs_front;
create schema rs_late;
grant usage on schema rs_front, rs_late to public;

create domain pg_catalog.super as jsonb;

-- Dist, sort, encode and backup of a table, as its DDL said them.
create table rs_front.layout (
    relation oid primary key,
    layout jsonb not null
);
grant select on rs_front.layout to public;

-- Who is a user, a group or a role: Postgres knows one kind.
create table rs_front.principal (
    name name primary key,
    kind varchar(10) not null
);
grant select, insert, delete on rs_front.principal to public;

create function rs_front.is_busy() returns boolean language sql stable as $$
    select coalesce(current_setting('rs_front.busy', true), '') = 'on'
$$;

-- How the catalog of Redshift words a type.
create function rs_front.type_name(type oid, modifier int) returns text language sql stable as $$
    select case when type = 'pg_catalog.super'::regtype then 'super'
                when type = 'text'::regtype then 'character varying(65535)'
                else format_type(type, modifier) end
$$;

-- A varchar without a length, which only Postgres has, is shown as the driver is told it.
create function rs_front.format_type(type oid, modifier int) returns text language sql stable as $$
    select case when type = 'varchar'::regtype and modifier < 0 then 'character varying(65535)'
                else rs_front.type_name(type, modifier) end
$$;

-- The front puts what it stripped from a CREATE TABLE before the statement, as a comment.
create function rs_front.noted_layout() returns jsonb language sql stable as $$
    select substring(current_query() from '/[*]rs_front ([{].*?[}])[*]/')::jsonb
$$;

create function rs_front.note_layout(relation oid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    noted jsonb := rs_front.noted_layout();
begin
    if noted ? 'like' then
        select l.layout into noted from rs_front.layout l where l.relation = to_regclass(noted->>'like');
    end if;
    if noted is not null then
        insert into rs_front.layout values (note_layout.relation, noted)
        on conflict on constraint layout_pkey do update set layout = excluded.layout;
    end if;
end $$;

-- ALTER TABLE … ALTER DISTKEY | DISTSTYLE | SORTKEY | ENCODE
create procedure rs_front.alter_layout(relation regclass, change jsonb)
language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into rs_front.layout as l values (relation, change)
    on conflict on constraint layout_pkey do update set layout = l.layout || excluded.layout
        || jsonb_build_object('encode', coalesce(l.layout->'encode', '{}') || coalesce(excluded.layout->'encode', '{}'));
end $$;

-- ALTER TABLE … ADD | DROP CONSTRAINT: keys are noted, and nothing enforces them. A primary key takes no nulls from then on.
create procedure rs_front.add_key(relation regclass, key jsonb)
language plpgsql security definer set search_path = pg_catalog as $$
declare
    column_ text;
begin
    insert into rs_front.layout as l values (relation, jsonb_build_object('keys', jsonb_build_array(key)))
    on conflict on constraint layout_pkey do update
    set layout = l.layout || jsonb_build_object('keys', coalesce(l.layout->'keys', '[]') || key);
    if key->>'kind' = 'primary key' then
        for column_ in select jsonb_array_elements_text(key->'columns') loop
            if not (select attnotnull from pg_attribute where attrelid = relation and attname = column_) then
                raise exception 'ALTER TABLE ADD PRIMARY KEY is only supported on columns that are not null'
                    using errcode = 'feature_not_supported';
            end if;
        end loop;
    end if;
end $$;

create procedure rs_front.drop_key(relation regclass, key text)
language plpgsql security definer set search_path = pg_catalog as $$
begin
    update rs_front.layout l
    set layout = l.layout || jsonb_build_object('keys', coalesce(
        (select jsonb_agg(k) from jsonb_array_elements(l.layout->'keys') k where k->>'name' <> key), '[]'))
    where l.relation = drop_key.relation
      and exists (select from jsonb_array_elements(l.layout->'keys') k where k->>'name' = key);
    if not found then
        raise exception 'constraint "%" does not exist', key using errcode = 'undefined_object';
    end if;
end $$;

-- varchar(n) is n bytes on Redshift, n characters on Postgres.
create function rs_front.limit_bytes(relation oid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    column_ record;
begin
    -- what a query makes is text here, and varchar there
    update pg_attribute set atttypid = 'varchar'::regtype, atttypmod = 65535 + 4
    where attrelid = relation and atttypid = 'text'::regtype and not attisdropped;
    for column_ in
        select a.attname, a.atttypmod - 4 as bytes, 'rs_bytes_' || a.attnum || '_of_' || a.atttypmod - 4 as constraint_, c.oid as old,
               c.conname as old_name
        from pg_attribute a
        left join pg_constraint c on c.conrelid = a.attrelid and starts_with(c.conname, 'rs_bytes_' || a.attnum || '_')
        where a.attrelid = relation and a.atttypid in ('varchar'::regtype, 'bpchar'::regtype) and a.atttypmod > 4
          and a.attnum > 0 and not a.attisdropped
    loop
        if column_.old_name = column_.constraint_ then
            continue;
        elsif column_.old is not null then
            execute format('alter table %s drop constraint %I', relation::regclass, column_.old_name);
        end if;
        execute format('alter table %s add constraint %I check (octet_length(%I) <= %s)',
            relation::regclass, column_.constraint_, column_.attname, column_.bytes);
    end loop;
end $$;
