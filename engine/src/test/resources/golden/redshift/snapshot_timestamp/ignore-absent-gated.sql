-- case: ignore, absent, gated
-- case: invalidate, absent, gated

-- stage
create temporary table "orders__source" as
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
-- after a failure:
--   drop table if exists "orders__source";
--   drop table if exists "orders__changes";
--   drop table if exists "orders__batch";
-- with id integer, line integer, updated_at timestamp without time zone
-- stage
create temporary table "orders__changes" as
with incoming as (
    select
        source."id",
        source."line",
        source."updated_at",
        cast(source."updated_at" as timestamp) at time zone 'Europe/Vienna' at time zone 'UTC' as ashlar_at,
        cast(timestamp '1900-01-01' as timestamp) as ashlar_first
    from "orders__source" as source
),
versions as (
    select
        incoming."id",
        incoming."line",
        incoming."updated_at",
        cast('new' as varchar(16)) as "ashlar_kind",
        coalesce(incoming.ashlar_first, incoming.ashlar_at) as "ashlar_valid_from",
        incoming.ashlar_at as "ashlar_updated_at"
    from incoming
)
select
    versions.*,
    cast(md5(cast(len(cast(versions."id" as varchar(65535))) as varchar(16)) || ':' || cast(versions."id" as varchar(65535)) || '|' || cast(len(cast(versions."line" as varchar(65535))) as varchar(16)) || ':' || cast(versions."line" as varchar(65535)) || '|' || to_char(versions."ashlar_valid_from", 'YYYY-MM-DD HH24:MI:SS.US')) as varchar(32)) as "ashlar_scd_id"
from versions;
-- stage
begin;
create table "shop"."orders__new"
as
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
drop table if exists "orders__source";
drop table if exists "orders__changes";
drop table if exists "orders__batch";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__new', 'snapshot.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
-- check everything, seeing "shop"."orders__new"
-- if a test fails:
--   begin;
--   alter table "shop"."orders__new" rename to "orders__failed";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'snapshot.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
begin;
alter table "shop"."orders__new" rename to "orders";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'snapshot.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
--   drop table if exists "orders__source";
--   drop table if exists "orders__changes";
--   drop table if exists "orders__batch";
