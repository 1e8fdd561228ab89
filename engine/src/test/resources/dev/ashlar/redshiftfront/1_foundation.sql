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

-- varchar(n) is n bytes on Redshift, n characters on Postgres: what an ALTER TABLE is to say of that, null if nothing; and
-- whether a column is text.
create function rs_front.limits_of(relation oid, out texts boolean, out limits text) language sql stable as $$
    select bool_or(text),
           string_agg(
               case when old is null then '' else format('drop constraint %I, ', old) end
                   || format('add constraint %I check (octet_length(%I) <= %s)', wanted, attname, bytes), ', ')
           filter (where bytes > 0 and old is distinct from wanted)
    from (
        select attname, text, bytes, 'rs_bytes_' || attnum || '_of_' || bytes as wanted, k.conname as old
        from (
            select attrelid, attnum, attname, atttypid = 'text'::regtype as text,
                   case when atttypid = 'text'::regtype then 65535 else atttypmod - 4 end as bytes
            from pg_attribute
            where attrelid = limits_of.relation and attnum > 0 and not attisdropped
              and atttypid in ('varchar'::regtype, 'bpchar'::regtype, 'text'::regtype)
        ) a
        left join pg_constraint k on k.conrelid = attrelid and starts_with(k.conname, 'rs_bytes_' || attnum || '_')
    ) columns_
$$;
