-- case: sync_all_columns, other type, our_table, gated

-- stage
create or replace temporary table "orders__batch" as
select id, name from shop.raw;
-- read
select * from "orders__batch";
-- null_keys
select "id", count(*) over () as found
from "orders__batch"
where "id" is null
limit 5;
-- duplicate_keys
select "id", count(*) over () as found
from "orders__batch"
group by "id"
having count(*) > 1
order by "id"
limit 5;
-- after a failure:
--   drop table if exists temp."orders__batch";
-- with id INTEGER, name INTEGER
-- check batch, seeing "orders__batch", for uniqueness:
--     select "id", "name"
--     from "orders__batch"
--     union all
--     select kept."id", kept."name"
--     from (select "id", cast("name" as INTEGER) as "name" from "shop"."orders") as kept
--     where not exists (select 1 from "orders__batch" as batch where batch."id" = kept."id")
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
alter table "shop"."orders" alter column "name" type INTEGER using cast("name" as INTEGER);
merge into "shop"."orders" as DBT_INTERNAL_DEST
using "orders__batch" as DBT_INTERNAL_SOURCE
on DBT_INTERNAL_SOURCE."id" = DBT_INTERNAL_DEST."id"
when matched then update set "name" = DBT_INTERNAL_SOURCE."name"
when not matched then insert ("id", "name")
    values (DBT_INTERNAL_SOURCE."id", DBT_INTERNAL_SOURCE."name");
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
-- note: models/orders.sql:1:1 on_schema_change changes the table of model 'orders': column 'name' is cast to INTEGER.
