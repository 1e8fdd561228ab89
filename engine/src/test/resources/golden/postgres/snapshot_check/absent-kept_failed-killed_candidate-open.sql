-- case: absent, kept_failed, killed_candidate, open
-- case: absent, kept_failed, killed_candidate, open, full_refresh
-- case: dropped, kept_failed, killed_candidate, open
-- case: dropped, kept_failed, killed_candidate, open, full_refresh

-- stage
drop table if exists "shop"."orders__new";
-- stage
create temporary table "orders__source" as
select id, name from shop.raw;
-- read
select * from "orders__source";
-- null_keys
select "id", count(*) over () as found
from "orders__source"
where "id" is null
limit 5;
-- duplicate_keys
select "id", count(*) over () as found
from "orders__source"
group by "id"
having count(*) > 1
order by "id"
limit 5;
-- after a failure:
--   drop table if exists pg_temp."orders__source";
--   drop table if exists pg_temp."orders__changes";
--   drop table if exists pg_temp."orders__batch";
-- with id integer, name character varying(40)
-- stage
create temporary table "orders__changes" as
with incoming as (
    select
        source."id",
        source."name",
        timestamp '2026-11-02 03:00:00.000000' as ashlar_at,
        cast(null as timestamp) as ashlar_first
    from "orders__source" as source
),
versions as (
    select
        incoming."id",
        incoming."name",
        'new' as "ashlar_kind",
        coalesce(incoming.ashlar_first, incoming.ashlar_at) as "ashlar_valid_from",
        incoming.ashlar_at as "ashlar_updated_at"
    from incoming
)
select
    versions.*,
    md5(length(cast(versions."id" as varchar)) || ':' || cast(versions."id" as varchar) || '|' || to_char(versions."ashlar_valid_from", 'YYYY-MM-DD HH24:MI:SS.US')) as "ashlar_scd_id"
from versions;
-- stage
begin;
create table "shop"."orders__new" as
select
    "id",
    "name",
    "ashlar_valid_from" as "valid_from",
    cast(null as timestamp) as "valid_to",
    true as "is_current",
    "ashlar_scd_id" as "scd_id",
    "ashlar_updated_at" as "scd_updated_at",
    "ashlar_kind" = 'deleted' as "is_deleted"
from "orders__changes";
drop table if exists pg_temp."orders__source";
drop table if exists pg_temp."orders__changes";
drop table if exists pg_temp."orders__batch";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__new', 'snapshot.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
-- publish
begin;
alter table "shop"."orders__new" rename to "orders";
drop table "shop"."orders__failed";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'snapshot.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
--   drop table if exists pg_temp."orders__source";
--   drop table if exists pg_temp."orders__changes";
--   drop table if exists pg_temp."orders__batch";
