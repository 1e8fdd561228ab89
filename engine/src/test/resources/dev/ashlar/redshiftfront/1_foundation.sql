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
        select a.attname, a.atttypmod - 4 as bytes, 'rs_bytes_' || a.attnum as constraint_, c.oid as old,
               pg_get_constraintdef(c.oid) as definition
        from pg_attribute a
        left join pg_constraint c on c.conrelid = a.attrelid and c.conname = 'rs_bytes_' || a.attnum
        where a.attrelid = relation and a.atttypid in ('varchar'::regtype, 'bpchar'::regtype) and a.atttypmod > 4
          and a.attnum > 0 and not a.attisdropped
    loop
        if column_.old is not null and column_.definition like '%<= ' || column_.bytes || '))' then
            continue;
        elsif column_.old is not null then
            execute format('alter table %s drop constraint %I', relation::regclass, column_.constraint_);
        end if;
        execute format('alter table %s add constraint %I check (octet_length(%I) <= %s)',
            relation::regclass, column_.constraint_, column_.attname, column_.bytes);
    end loop;
end $$;
