-- case: invalidate, our_table, gated
-- case: invalidate, adopted_table, gated

-- stage
create or replace temporary table "orders__source" as
select id, name from shop.raw;
-- read
select * from "orders__source";
-- null_keys
select "id", "line", count(*) over () as found
from "orders__source"
where "id" is null or "line" is null
limit 5;
-- duplicate_keys
select "id", "line", count(*) over () as found
from "orders__source"
group by "id", "line"
having count(*) > 1
order by "id", "line"
limit 5;
-- rows_without_time
select count(*)
from "orders__source"
where "updated_at" is null;
-- keys_gone
select coalesce(sum(case when source."id" is null then 1 else 0 end), 0), count(*)
from (select "id", "line" from "shop"."orders" where ("is_current") and not false) as living
left join "orders__source" as source on source."id" = living."id" and source."line" = living."line";
-- after a failure:
--   drop table if exists temp."orders__source";
--   drop table if exists temp."orders__changes";
--   drop table if exists temp."orders__batch";
-- with id INTEGER, line INTEGER, updated_at TIMESTAMP
-- stage
create or replace temporary table "orders__changes" as
with incoming as (
    select
        source."id",
        source."line",
        source."updated_at",
        cast(source."updated_at" as timestamp) at time zone 'Europe/Vienna' at time zone 'UTC' as ashlar_at,
        cast(timestamp '1900-01-01' as timestamp) as ashlar_first
    from "orders__source" as source
),
living as (
    select
        history."id",
        history."line",
        history."updated_at",
        history."valid_from" as ashlar_since,
        history."scd_updated_at" as ashlar_seen,
        false as ashlar_gone
    from "shop"."orders" as history
    where "is_current"
),
past as (
    select history."id", history."line", max(history."valid_to") as ashlar_end
    from "shop"."orders" as history
    where not ("is_current")
        and exists (select 1 from "orders__source" as source where source."id" = history."id" and source."line" = history."line")
    group by history."id", history."line"
),
versions as (
    select
        incoming."id",
        incoming."line",
        incoming."updated_at",
        case
            when living."id" is null and past."id" is null then 'new'
            when living."id" is null or living.ashlar_gone then 'returned'
            else 'changed'
        end as "ashlar_kind",
        case
            when living."id" is not null
                then greatest(incoming.ashlar_at, living.ashlar_since + interval '1 microsecond')
            when past."id" is not null then greatest(incoming.ashlar_at, past.ashlar_end)
            else coalesce(incoming.ashlar_first, incoming.ashlar_at)
        end as "ashlar_valid_from",
        incoming.ashlar_at as "ashlar_updated_at"
    from incoming
    left join living on living."id" = incoming."id" and living."line" = incoming."line"
    left join past on past."id" = incoming."id" and past."line" = incoming."line"
    where living."id" is null
        or living.ashlar_gone
        or living.ashlar_seen is null
        or incoming.ashlar_at > living.ashlar_seen
    union all
    select
        living."id",
        living."line",
        living."updated_at",
        'deleted',
        greatest(timestamp '2026-11-02 03:00:00.000000', living.ashlar_since + interval '1 microsecond'),
        timestamp '2026-11-02 03:00:00.000000'
    from living
    where not living.ashlar_gone
        and not exists (
            select 1 from incoming
            where incoming."id" = living."id" and incoming."line" = living."line"
        )
)
select
    versions.*,
    md5(length(cast(versions."id" as varchar)) || ':' || cast(versions."id" as varchar) || '|' || length(cast(versions."line" as varchar)) || ':' || cast(versions."line" as varchar) || '|' || strftime(versions."ashlar_valid_from", '%Y-%m-%d %H:%M:%S.%f')) as "ashlar_scd_id"
from versions;
create or replace temporary table "orders__batch" as
select
    "id",
    "line",
    "updated_at",
    "ashlar_valid_from" as "valid_from",
    cast(timestamp '9999-12-31' as timestamp) as "valid_to",
    true as "is_current",
    "ashlar_scd_id" as "scd_id",
    "ashlar_updated_at" as "scd_updated_at"
from "orders__changes"
where "ashlar_kind" <> 'deleted';
-- check batch, seeing "orders__batch", for uniqueness:
--     select "id", "line", "updated_at", "valid_from", "valid_to", "is_current", "scd_id", "scd_updated_at"
--     from "orders__batch"
--     union all
--     select history."id", history."line", history."updated_at", history."valid_from", case when ("is_current") and changes."ashlar_valid_from" is not null then changes."ashlar_valid_from" else history."valid_to" end, ("is_current") and changes."ashlar_valid_from" is null, history."scd_id", history."scd_updated_at"
--     from "shop"."orders" as history
--     left join "orders__changes" as changes on changes."id" = history."id" and changes."line" = history."line"
-- if a test fails:
--   begin;
--   create table "shop"."orders__failed" as
--   select *
--   from "orders__source";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'snapshot.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
begin;
update "shop"."orders" as history
set "valid_to" = changes."ashlar_valid_from", "is_current" = false
from "orders__changes" as changes
where history."is_current"
    and history."id" = changes."id"
    and history."line" = changes."line";
insert into "shop"."orders" ("id", "line", "updated_at", "valid_from", "valid_to", "is_current", "scd_id", "scd_updated_at")
select "id", "line", "updated_at", "valid_from", "valid_to", "is_current", "scd_id", "scd_updated_at"
from "orders__batch";
-- check whole, seeing the published name
-- if a test fails:
--   rollback;
--   begin;
--   create table "shop"."orders__failed" as
--   select *
--   from "orders__source";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'snapshot.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
drop table if exists temp."orders__source";
drop table if exists temp."orders__changes";
drop table if exists temp."orders__batch";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'snapshot.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists temp."orders__source";
--   drop table if exists temp."orders__changes";
--   drop table if exists temp."orders__batch";
