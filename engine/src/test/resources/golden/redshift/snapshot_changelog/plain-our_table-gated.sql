-- case: plain, our_table, gated
-- case: plain, adopted_table, gated

-- read
select * from shop.raw;
-- newest_arrival
select cast(max("_loaded_at") as varchar(100))
from "shop"."orders";
-- after a failure:
--   drop table if exists "orders__batch";
--   drop table if exists "orders__source";
--   drop table if exists "orders__moments";
--   drop table if exists "orders__standing";
--   drop table if exists "orders__changes";
--   drop table if exists "orders__removed";
-- with id integer, line integer, invoice bigint, name character varying(40), op character varying(40), updated_at timestamp without time zone, _loaded_at timestamp without time zone
-- stage
create temporary table "orders__source" as
select changes.*
from (
select * from shop.raw
) as changes
where changes."_loaded_at" > cast('2026-11-01 07:30:00' as timestamp without time zone) or changes."_loaded_at" is null;
insert into "orders__source" ("id", "line", "invoice", "name", "op", "updated_at", "_loaded_at")
select changes.*
from (
select * from shop.raw
) as changes
where changes."_loaded_at" <= cast('2026-11-01 07:30:00' as timestamp without time zone)
    and exists (select 1 from "orders__source" as unseen where unseen."id" = changes."id");
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
        cast(source."updated_at" as timestamp) as "ashlar_at",
        false as "ashlar_gone",
        cast(null as timestamp) as "ashlar_first"
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
            partition by "id", "ashlar_at"
            order by "ashlar_at"
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
where exists (select 1 from "orders__moments" as moments where moments."id" = history."id");
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
        cast(null as varchar(32)) as ashlar_id,
        0 as ashlar_kept
    from "orders__moments" as moments
),
stepped as (
    select
        told.*,
        lag("ashlar_gone") over (partition by "id" order by "ashlar_at") as ashlar_gone_before
    from told
),
bounds as (
    select *
    from stepped
    where ashlar_kept = 1
        or ("ashlar_gone" and not ashlar_gone_before)
        or (not "ashlar_gone")
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
            when row_number() over (partition by bounds."id" order by bounds."ashlar_at") = 1 and bounds."ashlar_first" < bounds."ashlar_at" then bounds."ashlar_first"
            else bounds."ashlar_at"
        end as ashlar_from,
        lead(bounds."ashlar_at") over (partition by bounds."id" order by bounds."ashlar_at") as ashlar_to,
        bounds."ashlar_at",
        bounds."ashlar_gone",
        ashlar_id,
        ashlar_kept
    from bounds
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
    ashlar_to as "valid_to",
    ashlar_to is null as "is_current",
    coalesce(ashlar_id, cast(md5(cast(len(cast("id" as varchar(65535))) as varchar(16)) || ':' || cast("id" as varchar(65535)) || '|' || to_char(ashlar_from, 'YYYY-MM-DD HH24:MI:SS.US')) as varchar(32))) as "scd_id",
    "ashlar_at" as "scd_updated_at"
from spans
where not "ashlar_gone" or ashlar_kept = 1;
create temporary table "orders__batch" as
select "id", "line", "invoice", "name", "op", "updated_at", "_loaded_at", "valid_from", "valid_to", "is_current", "scd_id", "scd_updated_at"
from "orders__changes"
except
select "id", "line", "invoice", "name", "op", "updated_at", "_loaded_at", "valid_from", "valid_to", "is_current", "scd_id", "scd_updated_at"
from "orders__standing";
create temporary table "orders__removed" as
select "id", "valid_from"
from (
select "id", "line", "invoice", "name", "op", "updated_at", "_loaded_at", "valid_from", "valid_to", "is_current", "scd_id", "scd_updated_at"
from "orders__standing"
except
select "id", "line", "invoice", "name", "op", "updated_at", "_loaded_at", "valid_from", "valid_to", "is_current", "scd_id", "scd_updated_at"
from "orders__changes"
) as removed;
-- read
select * from "orders__source";
-- null_keys
select "id", count(*) over () as found
from "orders__source"
where "id" is null
limit 5;
-- changes_without_time
select "id", count(*) over () as found
from "orders__source"
where "updated_at" is null
limit 5;
-- changes_of_one_instant
select "id", "ashlar_at", count(*) over () as found
from "orders__moments"
group by "id", "ashlar_at"
having count(*) > 1
order by "id", "ashlar_at"
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
join "orders__batch" as batch on removed."id" = batch."id" and removed."valid_from" = batch."valid_from";
-- table_rows
select count(*)
from "shop"."orders";
-- after a failure:
--   drop table if exists "orders__batch";
--   drop table if exists "orders__source";
--   drop table if exists "orders__moments";
--   drop table if exists "orders__standing";
--   drop table if exists "orders__changes";
--   drop table if exists "orders__removed";
-- with id integer, line integer, invoice bigint, name character varying(40), op character varying(40), updated_at timestamp without time zone, _loaded_at timestamp without time zone
-- check batch, seeing "orders__batch", for uniqueness:
--     select "id", "line", "invoice", "name", "op", "updated_at", "_loaded_at", "valid_from", "valid_to", "is_current", "scd_id", "scd_updated_at"
--     from "orders__batch"
--     union all
--     select history."id", history."line", history."invoice", history."name", history."op", history."updated_at", history."_loaded_at", history."valid_from", history."valid_to", history."is_current", history."scd_id", history."scd_updated_at"
--     from "shop"."orders" as history
--     where not exists (select 1 from "orders__removed" as removed where removed."id" = history."id" and removed."valid_from" = history."valid_from")
-- if a test fails:
--   begin;
--   create table "shop"."orders__failed"
--   as
--   select *
--   from "orders__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'snapshot.storefront.orders', 'attempt', 'invocation', 'fe4a3dfc67cae7b99fd89944166b7178de25f9301be9aa676eff7ea6647d59e1', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
begin;
delete from "shop"."orders"
using "orders__removed"
where "orders__removed"."id" = "shop"."orders"."id"
    and "orders__removed"."valid_from" = "shop"."orders"."valid_from";
insert into "shop"."orders" ("id", "line", "invoice", "name", "op", "updated_at", "_loaded_at", "valid_from", "valid_to", "is_current", "scd_id", "scd_updated_at")
select "id", "line", "invoice", "name", "op", "updated_at", "_loaded_at", "valid_from", "valid_to", "is_current", "scd_id", "scd_updated_at"
from "orders__batch";
-- check whole, seeing the published name
-- if a test fails:
--   rollback;
--   begin;
--   create table "shop"."orders__failed"
--   as
--   select *
--   from "orders__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'snapshot.storefront.orders', 'attempt', 'invocation', 'fe4a3dfc67cae7b99fd89944166b7178de25f9301be9aa676eff7ea6647d59e1', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
drop table if exists "orders__batch";
drop table if exists "orders__source";
drop table if exists "orders__moments";
drop table if exists "orders__standing";
drop table if exists "orders__changes";
drop table if exists "orders__removed";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'snapshot.storefront.orders', 'attempt', 'invocation', 'fe4a3dfc67cae7b99fd89944166b7178de25f9301be9aa676eff7ea6647d59e1', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "orders__batch";
--   drop table if exists "orders__source";
--   drop table if exists "orders__moments";
--   drop table if exists "orders__standing";
--   drop table if exists "orders__changes";
--   drop table if exists "orders__removed";
