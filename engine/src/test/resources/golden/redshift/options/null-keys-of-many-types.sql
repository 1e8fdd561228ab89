-- case: null keys of many types

-- stage
create temporary table "orders__batch" as
select id, name from shop.raw;
-- read
select * from "orders__batch";
-- duplicate_keys
select "day", "flag", "at", count(*) over () as found
from "orders__batch"
group by "day", "flag", "at"
having count(*) > 1
order by "day", "flag", "at"
limit 5;
-- batch_rows
select count(*)
from "orders__batch";
-- table_rows
select count(*)
from "shop"."orders";
-- after a failure:
--   drop table if exists "orders__batch";
-- with day date, flag boolean, at timestamp without time zone, name character varying(40)
-- check batch, seeing "orders__batch", for uniqueness:
--     select "day", "flag", "at", "name"
--     from "orders__batch"
--     union all
--     select kept."day", kept."flag", kept."at", kept."name"
--     from "shop"."orders" as kept
--     where not exists (select 1 from "orders__batch" as batch where coalesce(batch."day", cast('1900-01-01' as date)) = coalesce(kept."day", cast('1900-01-01' as date)) and case when batch."day" is null then 1 else 0 end = case when kept."day" is null then 1 else 0 end and coalesce(batch."flag", false) = coalesce(kept."flag", false) and case when batch."flag" is null then 1 else 0 end = case when kept."flag" is null then 1 else 0 end and coalesce(batch."at", cast('1900-01-01' as timestamp without time zone)) = coalesce(kept."at", cast('1900-01-01' as timestamp without time zone)) and case when batch."at" is null then 1 else 0 end = case when kept."at" is null then 1 else 0 end)
-- if a test fails:
--   begin;
--   create table "shop"."orders__failed"
--   as
--   select *
--   from "orders__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
begin;
create temporary table "orders__changes" as
select DBT_INTERNAL_SOURCE."day", DBT_INTERNAL_SOURCE."flag", DBT_INTERNAL_SOURCE."at", DBT_INTERNAL_SOURCE."name"
from "orders__batch" as DBT_INTERNAL_SOURCE
where not exists (
    select 1 from "shop"."orders" as DBT_INTERNAL_DEST
    where coalesce(DBT_INTERNAL_SOURCE."day", cast('1900-01-01' as date)) = coalesce(DBT_INTERNAL_DEST."day", cast('1900-01-01' as date)) and case when DBT_INTERNAL_SOURCE."day" is null then 1 else 0 end = case when DBT_INTERNAL_DEST."day" is null then 1 else 0 end and coalesce(DBT_INTERNAL_SOURCE."flag", false) = coalesce(DBT_INTERNAL_DEST."flag", false) and case when DBT_INTERNAL_SOURCE."flag" is null then 1 else 0 end = case when DBT_INTERNAL_DEST."flag" is null then 1 else 0 end and coalesce(DBT_INTERNAL_SOURCE."at", cast('1900-01-01' as timestamp without time zone)) = coalesce(DBT_INTERNAL_DEST."at", cast('1900-01-01' as timestamp without time zone)) and case when DBT_INTERNAL_SOURCE."at" is null then 1 else 0 end = case when DBT_INTERNAL_DEST."at" is null then 1 else 0 end
        and (DBT_INTERNAL_DEST.day > date '2026-01-01')
);
update "shop"."orders"
set "name" = DBT_INTERNAL_SOURCE."name"
from "orders__batch" as DBT_INTERNAL_SOURCE
where coalesce(DBT_INTERNAL_SOURCE."day", cast('1900-01-01' as date)) = coalesce("shop"."orders"."day", cast('1900-01-01' as date))
    and case when DBT_INTERNAL_SOURCE."day" is null then 1 else 0 end = case when "shop"."orders"."day" is null then 1 else 0 end
    and coalesce(DBT_INTERNAL_SOURCE."flag", false) = coalesce("shop"."orders"."flag", false)
    and case when DBT_INTERNAL_SOURCE."flag" is null then 1 else 0 end = case when "shop"."orders"."flag" is null then 1 else 0 end
    and coalesce(DBT_INTERNAL_SOURCE."at", cast('1900-01-01' as timestamp without time zone)) = coalesce("shop"."orders"."at", cast('1900-01-01' as timestamp without time zone))
    and case when DBT_INTERNAL_SOURCE."at" is null then 1 else 0 end = case when "shop"."orders"."at" is null then 1 else 0 end
    and ("shop"."orders".day > date '2026-01-01');
insert into "shop"."orders" ("day", "flag", "at", "name")
select "day", "flag", "at", "name"
from "orders__changes";
-- check whole, seeing the published name
-- if a test fails:
--   rollback;
--   begin;
--   create table "shop"."orders__failed"
--   as
--   select *
--   from "orders__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
drop table if exists "orders__batch";
drop table if exists "orders__changes";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "orders__batch";
--   drop table if exists "orders__changes";
