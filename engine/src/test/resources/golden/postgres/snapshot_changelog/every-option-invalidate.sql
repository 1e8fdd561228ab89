-- case: every option, invalidate

-- read
select * from shop.raw;
-- after a failure:
--   drop table if exists pg_temp."orders__batch";
--   drop table if exists pg_temp."orders__source";
--   drop table if exists pg_temp."orders__moments";
--   drop table if exists pg_temp."orders__standing";
--   drop table if exists pg_temp."orders__changes";
--   drop table if exists pg_temp."orders__removed";
-- with id integer, line integer, invoice bigint, name character varying(40), op character varying(40), updated_at timestamp without time zone, _loaded_at timestamp without time zone
-- stage
create temporary table "orders__source" as
select changes.*
from (
select * from shop.raw
) as changes;
create temporary table "orders__moments" as
with incoming as (
    select
        source."id",
        source."line",
        source."invoice",
        source."name",
        source."op",
        source."updated_at",
        source."_loaded_at",
        cast(source."updated_at" as timestamp) at time zone 'Europe/Vienna' at time zone 'UTC' as "ashlar_at",
        case when cast(source."op" as varchar) in ('d''') then true else false end as "ashlar_gone",
        cast(timestamp '1900-01-01' as timestamp) as "ashlar_first"
    from "orders__source" as source
),
once as (
    select
        incoming.*,
        row_number() over (
            partition by "id", "line", "invoice", "name", "op", "updated_at"
            order by case when "_loaded_at" is null then 1 else 0 end, "_loaded_at"
        ) as ashlar_copy
    from incoming
),
ranked as (
    select
        once.*,
        rank() over (
            partition by "id", "line", "ashlar_at"
            order by case when "invoice" is null then 1 else 0 end, "invoice" desc, case when "name" is null then 1 else 0 end, "name" collate "C" desc
        ) as ashlar_rank
    from once
    where ashlar_copy = 1
)
select "id", "line", "invoice", "name", "op", "updated_at", "_loaded_at", "ashlar_at", "ashlar_gone", "ashlar_first"
from ranked
where ashlar_rank = 1;
create temporary table "orders__standing" as
select history."id", history."line", history."invoice", history."name", history."op", history."updated_at", history."_loaded_at", history."valid_from", history."valid_to", history."is_current", history."scd_id", history."scd_updated_at"
from "shop"."orders" as history
where exists (select 1 from "orders__moments" as moments where moments."id" = history."id" and moments."line" = history."line");
create temporary table "orders__changes" as
with told as (
    select
        moments."id",
        moments."line",
        moments."invoice",
        moments."name",
        moments."op",
        moments."updated_at",
        moments."_loaded_at",
        moments."ashlar_at",
        moments."ashlar_gone",
        moments."ashlar_first",
        cast(null as timestamp) as ashlar_since,
        cast(null as varchar) as ashlar_id,
        0 as ashlar_kept
    from "orders__moments" as moments
    where moments."ashlar_at" >= timestamp '2026-10-03 03:00:00.000000'
    union all
    select
        standing."id",
        standing."line",
        standing."invoice",
        standing."name",
        standing."op",
        standing."updated_at",
        standing."_loaded_at",
        standing."scd_updated_at",
        false,
        null,
        standing."valid_from",
        standing."scd_id",
        1
    from "orders__standing" as standing
    where standing."scd_updated_at" < timestamp '2026-10-03 03:00:00.000000'
        and (standing."is_current" or standing."valid_to" >= timestamp '2026-10-03 03:00:00.000000')
),
stepped as (
    select
        told.*,
        lag("name") over (partition by "id", "line" order by "ashlar_at") as ashlar_was_0,
        lag("ashlar_gone") over (partition by "id", "line" order by "ashlar_at") as ashlar_gone_before
    from told
),
bounds as (
    select *
    from stepped
    where ashlar_kept = 1
        or ("ashlar_gone" and not ashlar_gone_before)
        or (not "ashlar_gone" and (ashlar_gone_before is null or ashlar_gone_before or "name" is distinct from ashlar_was_0))
),
older as (
    select "id", "line", max("scd_updated_at") as ashlar_seen
    from "orders__standing"
    where "scd_updated_at" < timestamp '2026-10-03 03:00:00.000000'
    group by "id", "line"
),
spans as (
    select
        bounds."id",
        bounds."line",
        bounds."invoice",
        bounds."name",
        bounds."op",
        bounds."updated_at",
        bounds."_loaded_at",
        case
            when ashlar_kept = 1 then ashlar_since
            when row_number() over (partition by bounds."id", bounds."line" order by bounds."ashlar_at") = 1 and older.ashlar_seen is null and bounds."ashlar_first" < bounds."ashlar_at" then bounds."ashlar_first"
            else bounds."ashlar_at"
        end as ashlar_from,
        lead(bounds."ashlar_at") over (partition by bounds."id", bounds."line" order by bounds."ashlar_at") as ashlar_to,
        bounds."ashlar_at",
        bounds."ashlar_gone",
        ashlar_id,
        ashlar_kept
    from bounds
    left join older on older."id" = bounds."id" and older."line" = bounds."line"
)
select
    "id",
    "line",
    "invoice",
    "name",
    "op",
    "updated_at",
    "_loaded_at",
    ashlar_from as "valid_from",
    coalesce(ashlar_to, cast(timestamp '9999-12-31' as timestamp)) as "valid_to",
    ashlar_to is null as "is_current",
    coalesce(ashlar_id, md5(length(cast("id" as varchar)) || ':' || cast("id" as varchar) || '|' || length(cast("line" as varchar)) || ':' || cast("line" as varchar) || '|' || to_char(ashlar_from, 'YYYY-MM-DD HH24:MI:SS.US'))) as "scd_id",
    "ashlar_at" as "scd_updated_at"
from spans
where not "ashlar_gone" or ashlar_kept = 1;
create temporary table "orders__batch" as
select "id", "line", "invoice", "name", "op", "updated_at", "_loaded_at", "valid_from", "valid_to", "is_current", "scd_id", "scd_updated_at"
from "orders__changes"
except
select "id", "line", "invoice", "name", "op", "updated_at", "_loaded_at", "valid_from", "valid_to", "is_current", "scd_id", "scd_updated_at"
from "orders__standing"
where "scd_updated_at" >= timestamp '2026-10-03 03:00:00.000000' or "is_current" or "valid_to" >= timestamp '2026-10-03 03:00:00.000000';
create temporary table "orders__removed" as
select "id", "line", "valid_from"
from (
select "id", "line", "invoice", "name", "op", "updated_at", "_loaded_at", "valid_from", "valid_to", "is_current", "scd_id", "scd_updated_at"
from "orders__standing"
where "scd_updated_at" >= timestamp '2026-10-03 03:00:00.000000' or "is_current" or "valid_to" >= timestamp '2026-10-03 03:00:00.000000'
except
select "id", "line", "invoice", "name", "op", "updated_at", "_loaded_at", "valid_from", "valid_to", "is_current", "scd_id", "scd_updated_at"
from "orders__changes"
) as removed;
-- read
select * from "orders__source";
-- null_keys
select "id", "line", count(*) over () as found
from "orders__source"
where "id" is null or "line" is null
limit 5;
-- changes_without_time
select "id", "line", count(*) over () as found
from "orders__source"
where "updated_at" is null
limit 5;
-- unknown_operations
select "op", count(*) over () as found
from "orders__source"
where "op" is null or cast("op" as varchar(1000)) not in ('U', 'd''')
group by "op"
order by "op"
limit 5;
-- changes_of_one_instant
select "id", "line", "ashlar_at", count(*) over () as found
from "orders__moments"
group by "id", "line", "ashlar_at"
having count(*) > 1
order by "id", "line", "ashlar_at"
limit 5;
-- changes_before_retention
select "id", "line", "ashlar_at", count(*) over () as found
from (
select moments."id", moments."line", moments."ashlar_at", moments."ashlar_gone",
    max(case when history."scd_updated_at" <= moments."ashlar_at" and (history."valid_to" > moments."ashlar_at" or ("is_current")) then 1 else 0 end) as alive,
    max(case when history."scd_updated_at" <= moments."ashlar_at" and (history."valid_to" > moments."ashlar_at" or ("is_current")) and (moments."name" = history."name" or (moments."name" is null and history."name" is null)) then 1 else 0 end) as known
from "orders__moments" as moments
left join "orders__standing" as history on moments."id" = history."id" and moments."line" = history."line"
where moments."ashlar_at" < timestamp '2026-10-03 03:00:00.000000'
group by moments."id", moments."line", moments."ashlar_at", moments."ashlar_gone"
) as judged
where (not "ashlar_gone" and known = 0) or ("ashlar_gone" and alive = 1)
order by "id", "line", "ashlar_at"
limit 5;
-- batch_rows
select count(*)
from "orders__batch";
-- removed_rows
select count(*)
from "orders__removed";
-- replaced_rows
select count(*)
from "orders__removed" as removed
join "orders__batch" as batch on removed."id" = batch."id" and removed."line" = batch."line" and removed."valid_from" = batch."valid_from";
-- after a failure:
--   drop table if exists pg_temp."orders__batch";
--   drop table if exists pg_temp."orders__source";
--   drop table if exists pg_temp."orders__moments";
--   drop table if exists pg_temp."orders__standing";
--   drop table if exists pg_temp."orders__changes";
--   drop table if exists pg_temp."orders__removed";
-- with id integer, line integer, invoice bigint, name character varying(40), op character varying(40), updated_at timestamp without time zone, _loaded_at timestamp without time zone
-- check batch, seeing "orders__batch", for uniqueness:
--     select "id", "line", "invoice", "name", "op", "updated_at", "_loaded_at", "valid_from", "valid_to", "is_current", "scd_id", "scd_updated_at"
--     from "orders__batch"
--     union all
--     select history."id", history."line", history."invoice", history."name", history."op", history."updated_at", history."_loaded_at", history."valid_from", history."valid_to", history."is_current", history."scd_id", history."scd_updated_at"
--     from "shop"."orders" as history
--     where not exists (select 1 from "orders__removed" as removed where removed."id" = history."id" and removed."line" = history."line" and removed."valid_from" = history."valid_from")
-- if a test fails:
--   begin;
--   create table "shop"."orders__failed" as
--   select *
--   from "orders__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'snapshot.storefront.orders', 'attempt', 'invocation', 'fe4a3dfc67cae7b99fd89944166b7178de25f9301be9aa676eff7ea6647d59e1', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
begin;
delete from "shop"."orders" as DBT_INTERNAL_DEST
where exists (
    select 1
    from "orders__removed" as DBT_INTERNAL_SOURCE
    where DBT_INTERNAL_SOURCE."id" = DBT_INTERNAL_DEST."id"
        and DBT_INTERNAL_SOURCE."line" = DBT_INTERNAL_DEST."line"
        and DBT_INTERNAL_SOURCE."valid_from" = DBT_INTERNAL_DEST."valid_from"
);
insert into "shop"."orders" ("id", "line", "invoice", "name", "op", "updated_at", "_loaded_at", "valid_from", "valid_to", "is_current", "scd_id", "scd_updated_at")
select "id", "line", "invoice", "name", "op", "updated_at", "_loaded_at", "valid_from", "valid_to", "is_current", "scd_id", "scd_updated_at"
from "orders__batch";
-- check whole, seeing the published name
-- if a test fails:
--   rollback;
--   begin;
--   create table "shop"."orders__failed" as
--   select *
--   from "orders__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'snapshot.storefront.orders', 'attempt', 'invocation', 'fe4a3dfc67cae7b99fd89944166b7178de25f9301be9aa676eff7ea6647d59e1', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
drop table if exists pg_temp."orders__batch";
drop table if exists pg_temp."orders__source";
drop table if exists pg_temp."orders__moments";
drop table if exists pg_temp."orders__standing";
drop table if exists pg_temp."orders__changes";
drop table if exists pg_temp."orders__removed";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'snapshot.storefront.orders', 'attempt', 'invocation', 'fe4a3dfc67cae7b99fd89944166b7178de25f9301be9aa676eff7ea6647d59e1', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists pg_temp."orders__batch";
--   drop table if exists pg_temp."orders__source";
--   drop table if exists pg_temp."orders__moments";
--   drop table if exists pg_temp."orders__standing";
--   drop table if exists pg_temp."orders__changes";
--   drop table if exists pg_temp."orders__removed";
