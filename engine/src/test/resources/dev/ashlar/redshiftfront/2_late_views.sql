-- A late-binding view: a view over a function whose body is text, so that nothing is bound to the tables it reads. Its columns
-- are read anew when a table that it names gets other columns.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html (WITH NO SCHEMA BINDING)
create sequence rs_front.late_number;
grant usage on sequence rs_front.late_number to public;

create table rs_front.late_view (
    view oid primary key,
    function oid not null,
    columns jsonb,              -- names and types; null while a table is missing
    query text not null,        -- as Postgres is to run it
    definition text not null    -- as the client wrote it
);
grant select on rs_front.late_view to public;

-- The columns that each table had when it was last seen under its name.
create table rs_front.seen_columns (
    schema name,
    relation name,
    columns text not null,
    primary key (schema, relation)
);

-- The columns of a query; null if something that it names is missing.
create function rs_front.describe(query text) returns jsonb
language plpgsql set search_path = pg_catalog as $$
declare
    found_ jsonb;
begin
    begin
        perform set_config('rs_front.busy', 'on', true);
        execute 'create temporary view rs_front_probe as ' || query;
        select jsonb_agg(jsonb_build_array(attname, format_type(atttypid, atttypmod)) order by attnum)
        into found_
        from pg_attribute where attrelid = 'pg_temp.rs_front_probe'::regclass and attnum > 0;
        raise exception using errcode = 'RS001';
    exception
        when sqlstate 'RS001' then null;
        when undefined_table or undefined_column or invalid_schema_name then found_ := null;
    end;
    return found_;
end $$;

create procedure rs_front.create_late_view(name text, replacing boolean, query text, definition text)
language plpgsql set search_path = pg_catalog as $$
declare
    columns_ jsonb := rs_front.describe(query);
    old oid := case when replacing then to_regclass(name) end;
    view_ oid;
begin
    perform set_config('rs_front.busy', 'on', true);
    if old is not null and not exists (select from rs_front.late_view l where l.view = old) then
        -- a bound view is replaced whole; anything else refuses in its own words
        if (select relkind from pg_class where oid = old) <> 'v' then
            raise exception '"%" is not a view', (select relname from pg_class where oid = old)
                using errcode = 'wrong_object_type';
        end if;
    end if;
    view_ := rs_front.build_late_view(name, old, columns_, query);
    perform rs_front.keep_late_view(view_, columns_, query, definition);
    perform set_config('rs_front.busy', 'off', true);
end $$;

-- Makes the function and the view over it; an older view's owner, grants and comment go over to the new one.
create function rs_front.build_late_view(name text, old oid, columns_ jsonb, query text) returns oid
language plpgsql set search_path = pg_catalog as $$
declare
    function_ text := format('rs_late.f%s()', nextval('rs_front.late_number'));
    keeps record;
    statement text;
    declared text;
    selected text;
begin
    -- a function's result forgets the length of a varchar, so the view casts
    select string_agg(format('%I %s', c->>0, c->>1), ', ' order by place),
           string_agg(format('%I::%s', c->>0, c->>1), ', ' order by place)
    into declared, selected
    from jsonb_array_elements(columns_) with ordinality e(c, place);
    perform set_config('check_function_bodies', 'off', true);
    if columns_ is null then
        -- a table is missing: whoever reads the view is told so by Postgres
        execute format('create function %s returns setof int language plpgsql stable as %L', function_,
            format('begin execute %L; return; end', query));
    else
        execute format('create function %s returns table (%s) language sql stable as %L', function_, declared, query);
    end if;
    if old is not null then
        select format('alter view %s owner to %I', name, pg_get_userbyid(relowner)) as owner,
               format('comment on view %s is %L', name, obj_description(oid, 'pg_class')) as comment,
               (select array_agg(format('grant %s on %s to %s', a.privilege_type, name,
                    case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end))
                from aclexplode(relacl) a where a.grantee <> relowner) as grants
        into keeps from pg_class where oid = old;
        execute format('drop view %s', name);
        perform rs_front.forget_late_view(old);
    end if;
    execute format('create view %s as select %s from %s', name, selected, function_);
    if old is not null then
        execute keeps.owner;
        execute keeps.comment;
        foreach statement in array coalesce(keeps.grants, '{}') loop
            execute statement;
        end loop;
    end if;
    return to_regclass(name);
end $$;

create function rs_front.keep_late_view(view_ oid, columns_ jsonb, query text, definition text) returns void
language sql security definer set search_path = pg_catalog as $$
    insert into rs_front.late_view
    select view_, d.refobjid, columns_, query, definition
    from pg_rewrite r
    join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_proc'::regclass
    where r.ev_class = view_
$$;

-- Reads anew the columns of the views that name this table, if the table has not the columns it last had.
create function rs_front.table_changed(relation oid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    changed record;
    seen text;
    columns_ jsonb;
    view_ record;
begin
    select n.nspname, c.relname,
           (select string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ', ' order by attnum)
            from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped) as columns
    into changed
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.oid = relation and c.relpersistence <> 't' and n.nspname not in ('rs_front', 'rs_late');
    if not found then
        return;
    end if;
    select s.columns into seen from rs_front.seen_columns s
    where s.schema = changed.nspname and s.relation = changed.relname;
    if seen is not distinct from changed.columns then
        return;
    end if;
    insert into rs_front.seen_columns values (changed.nspname, changed.relname, coalesce(changed.columns, ''))
    on conflict on constraint seen_columns_pkey do update set columns = excluded.columns;
    for view_ in
        select l.*, format('%I.%I', n.nspname, c.relname) as name
        from rs_front.late_view l join pg_class c on c.oid = l.view join pg_namespace n on n.oid = c.relnamespace
        -- with the schema, which is always named: other tests make and drop views at the same time
        where strpos(l.query, changed.nspname) > 0 and strpos(l.query, changed.relname) > 0 and l.view <> relation
    loop
        -- made anew already, after a view that it reads
        continue when not exists (select from rs_front.late_view l where l.view = view_.view);
        columns_ := rs_front.describe(view_.query);
        if columns_ is null or columns_ = view_.columns then
            continue;
        end if;
        perform rs_front.keep_late_view(
            rs_front.build_late_view(view_.name, view_.view, columns_, view_.query), columns_, view_.query, view_.definition);
        perform rs_front.table_changed(to_regclass(view_.name));
    end loop;
end $$;

-- After its view is dropped.
create function rs_front.forget_late_view(view_ oid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    function_ oid;
begin
    delete from rs_front.late_view where view = view_ returning function into function_;
    if function_ is not null and exists (select from pg_proc where oid = function_) then
        execute 'drop function ' || function_::regprocedure;
    end if;
end $$;

create function rs_front.viewdef(view oid) returns text language sql stable set search_path = pg_catalog as $$
    select coalesce((select definition from rs_front.late_view l where l.view = viewdef.view), pg_get_viewdef(view, true))
$$;
create function rs_front.viewdef(view oid, pretty boolean) returns text language sql stable as $$
    select rs_front.viewdef(view)
$$;
create function rs_front.viewdef(view text) returns text language sql stable as $$
    select rs_front.viewdef(view::regclass::oid)
$$;
