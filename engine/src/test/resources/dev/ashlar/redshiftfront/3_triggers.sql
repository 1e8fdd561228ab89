create function rs_front.ddl_ended() returns event_trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    command record;
begin
    if rs_front.is_busy() then
        return;
    end if;
    perform set_config('rs_front.busy', 'on', true);
    for command in
        select distinct on (objid) objid, command_tag from pg_event_trigger_ddl_commands()
        where classid = 'pg_class'::regclass and object_type in ('table', 'table column', 'view', 'materialized view')
    loop
        if command.command_tag in ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'CREATE MATERIALIZED VIEW') then
            perform rs_front.note_layout(command.objid);
        end if;
        if (select relkind from pg_class where oid = command.objid) = 'r' then
            perform rs_front.limit_bytes(command.objid);
        end if;
        perform rs_front.table_changed(command.objid);
    end loop;
    perform set_config('rs_front.busy', 'off', true);
end $$;

create function rs_front.commented() returns event_trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not rs_front.is_busy() and exists (
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
    dropped record;
begin
    if rs_front.is_busy() then
        return;
    end if;
    perform set_config('rs_front.busy', 'on', true);
    for dropped in
        select objid from pg_event_trigger_dropped_objects() where classid = 'pg_class'::regclass and objsubid = 0
    loop
        delete from rs_front.layout where relation = dropped.objid;
        perform rs_front.forget_late_view(dropped.objid);
    end loop;
    perform set_config('rs_front.busy', 'off', true);
end $$;

create event trigger rs_front_drop on sql_drop execute function rs_front.dropped();
