-- case: plain, absent, gated

-- read
select * from shop.raw;
-- after a failure:
--   drop table if exists temp."orders__batch";
--   drop table if exists temp."orders__source";
--   drop table if exists temp."orders__moments";
--   drop table if exists temp."orders__standing";
--   drop table if exists temp."orders__changes";
--   drop table if exists temp."orders__removed";
-- with id INTEGER, line INTEGER, invoice BIGINT, name VARCHAR, op VARCHAR, updated_at TIMESTAMP, _loaded_at TIMESTAMP
-- stage
create or replace temporary table "orders__source" as
select changes.*
from (
select * from shop.raw
) as changes;
create or replace temporary table "orders__moments" as
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
create or replace temporary table "orders__changes" as
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
    coalesce(ashlar_id, md5(length(cast("id" as varchar)) || ':' || cast("id" as varchar) || '|' || strftime(ashlar_from, '%Y-%m-%d %H:%M:%S.%f'))) as "scd_id",
    "ashlar_at" as "scd_updated_at"
from spans
where not "ashlar_gone" or ashlar_kept = 1;
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
-- after a failure:
--   drop table if exists temp."orders__batch";
--   drop table if exists temp."orders__source";
--   drop table if exists temp."orders__moments";
--   drop table if exists temp."orders__standing";
--   drop table if exists temp."orders__changes";
--   drop table if exists temp."orders__removed";
-- with id INTEGER, line INTEGER, invoice BIGINT, name VARCHAR, op VARCHAR, updated_at TIMESTAMP, _loaded_at TIMESTAMP
-- stage
begin;
create table "shop"."orders__new" as
select *
from "orders__changes";
drop table if exists temp."orders__batch";
drop table if exists temp."orders__source";
drop table if exists temp."orders__moments";
drop table if exists temp."orders__standing";
drop table if exists temp."orders__changes";
drop table if exists temp."orders__removed";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__new', 'snapshot.storefront.orders', 'attempt', 'invocation', 'fe4a3dfc67cae7b99fd89944166b7178de25f9301be9aa676eff7ea6647d59e1', timestamp '2026-11-02 03:00:00.000000');
commit;
-- check everything, seeing "shop"."orders__new"
-- if a test fails:
--   begin;
--   alter table "shop"."orders__new" rename to "orders__failed";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'snapshot.storefront.orders', 'attempt', 'invocation', 'fe4a3dfc67cae7b99fd89944166b7178de25f9301be9aa676eff7ea6647d59e1', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
begin;
alter table "shop"."orders__new" rename to "orders";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'snapshot.storefront.orders', 'attempt', 'invocation', 'fe4a3dfc67cae7b99fd89944166b7178de25f9301be9aa676eff7ea6647d59e1', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
--   drop table if exists temp."orders__batch";
--   drop table if exists temp."orders__source";
--   drop table if exists temp."orders__moments";
--   drop table if exists temp."orders__standing";
--   drop table if exists temp."orders__changes";
--   drop table if exists temp."orders__removed";
