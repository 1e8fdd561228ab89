-- Few queries, since sessions are short: most of what these functions cost is to read and plan each query for the first time.
create function rs_front.ddl_ended() returns event_trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    command record;
    made record;
    noted jsonb;
    busy text;
begin
    if current_setting('rs_front.busy', true) = 'on' then
        return;
    end if;
    busy := set_config('rs_front.busy', 'on', true);
    for command in
        select distinct on (objid) objid, command_tag from pg_event_trigger_ddl_commands()
        where classid = 'pg_class'::regclass and object_type in ('table', 'table column', 'view', 'materialized view')
    loop
        if command.command_tag in ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'CREATE MATERIALIZED VIEW') then
            -- the front puts what it stripped from a CREATE TABLE before the statement, as a comment
            noted := substring(current_query() from '/[*]rs_front ([{].*?[}])[*]/')::jsonb;
            if noted ? 'like' then
                select l.layout into noted from rs_front.layout l where l.relation = to_regclass(noted->>'like');
            end if;
            if noted is not null then
                insert into rs_front.layout values (command.objid, noted)
                on conflict on constraint layout_pkey do update set layout = excluded.layout;
            end if;
        end if;
        select c.relkind, l.texts, l.limits,
               c.relpersistence <> 't' and n.nspname not in ('rs_front', 'rs_late') as named,
               -- with the schema, which is always named: other tests make and drop views at the same time
               exists (select from rs_front.late_view v where strpos(v.query, n.nspname) > 0 and strpos(v.query, c.relname) > 0) as viewed,
               exists (select from rs_front.seen_columns s where s.schema = n.nspname and s.relation = c.relname) as seen,
               n.nspname, c.relname
        into made
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        cross join rs_front.limits_of(c.oid) l
        where c.oid = command.objid;
        if made.relkind = 'r' then
            -- what a query makes is text here, and varchar there
            if made.texts then
                update pg_attribute set atttypid = 'varchar'::regtype, atttypmod = 65535 + 4
                where attrelid = command.objid and atttypid = 'text'::regtype and not attisdropped;
            end if;
            -- in one statement: for each, Postgres would read the table and forget what it knows of it
            if made.limits is not null then
                execute format('alter table %s %s', command.objid::regclass, made.limits);
            end if;
        end if;
        if not made.named then
            continue;
        elsif made.viewed then
            perform rs_front.table_changed(command.objid);
        elsif made.seen then
            delete from rs_front.seen_columns s where s.schema = made.nspname and s.relation = made.relname;
        end if;
    end loop;
    busy := set_config('rs_front.busy', 'off', true);
end $$;

create function rs_front.commented() returns event_trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if coalesce(current_setting('rs_front.busy', true), '') <> 'on' and exists (
        select from pg_event_trigger_ddl_commands() join rs_front.late_view on view = objid where objsubid > 0)
    then
        raise exception 'column does not exist' using errcode = 'undefined_column';
    end if;
end $$;
create event trigger rs_front_comment on ddl_command_end when tag in ('COMMENT') execute function rs_front.commented();

create event trigger rs_front_ddl on ddl_command_end
    when tag in ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'ALTER TABLE', 'CREATE VIEW', 'ALTER VIEW',
                 'CREATE MATERIALIZED VIEW', 'ALTER MATERIALIZED VIEW')
    execute function rs_front.ddl_ended();

create function rs_front.dropped() returns event_trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    gone oid;
    busy text;
begin
    if current_setting('rs_front.busy', true) = 'on' then
        return;
    end if;
    busy := set_config('rs_front.busy', 'on', true);
    for gone in
        select objid from pg_event_trigger_dropped_objects() where object_type in ('table', 'view', 'materialized view')
    loop
        delete from rs_front.layout where relation = gone;
        if exists (select from rs_front.late_view where view = gone) then
            perform rs_front.forget_late_view(gone);
        end if;
    end loop;
    busy := set_config('rs_front.busy', 'off', true);
end $$;

create event trigger rs_front_drop on sql_drop execute function rs_front.dropped();
