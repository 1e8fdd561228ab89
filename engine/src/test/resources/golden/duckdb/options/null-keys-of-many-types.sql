-- case: null keys of many types

-- stage
create or replace temporary table "orders__batch" as
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
-- after a failure:
--   drop table if exists temp."orders__batch";
-- with day DATE, flag BOOLEAN, at TIMESTAMP, name VARCHAR
-- check batch, seeing "orders__batch", for uniqueness:
--     select "day", "flag", "at", "name"
--     from "orders__batch"
--     union all
--     select kept."day", kept."flag", kept."at", kept."name"
--     from "shop"."orders" as kept
--     where not exists (select 1 from "orders__batch" as batch where coalesce(cast(batch."day" as varchar(65535)), '') = coalesce(cast(kept."day" as varchar(65535)), '') and case when batch."day" is null then 1 else 0 end = case when kept."day" is null then 1 else 0 end and coalesce(cast(batch."flag" as varchar(65535)), '') = coalesce(cast(kept."flag" as varchar(65535)), '') and case when batch."flag" is null then 1 else 0 end = case when kept."flag" is null then 1 else 0 end and coalesce(cast(batch."at" as varchar(65535)), '') = coalesce(cast(kept."at" as varchar(65535)), '') and case when batch."at" is null then 1 else 0 end = case when kept."at" is null then 1 else 0 end)
-- if a test fails:
--   begin;
--   create table "shop"."orders__failed" as
--   select *
--   from "orders__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
begin;
merge into "shop"."orders" as DBT_INTERNAL_DEST
using "orders__batch" as DBT_INTERNAL_SOURCE
on DBT_INTERNAL_SOURCE."day" is not distinct from DBT_INTERNAL_DEST."day"
    and DBT_INTERNAL_SOURCE."flag" is not distinct from DBT_INTERNAL_DEST."flag"
    and DBT_INTERNAL_SOURCE."at" is not distinct from DBT_INTERNAL_DEST."at"
    and (DBT_INTERNAL_DEST.day > date '2026-01-01')
when matched then update set "name" = DBT_INTERNAL_SOURCE."name"
when not matched then insert ("day", "flag", "at", "name")
    values (DBT_INTERNAL_SOURCE."day", DBT_INTERNAL_SOURCE."flag", DBT_INTERNAL_SOURCE."at", DBT_INTERNAL_SOURCE."name");
-- check whole, seeing the published name
-- if a test fails:
--   rollback;
--   begin;
--   create table "shop"."orders__failed" as
--   select *
--   from "orders__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
drop table if exists temp."orders__batch";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists temp."orders__batch";
