-- case: ignore, spelled otherwise, our_table, gated
-- case: ignore, spelled otherwise, adopted_table, gated
-- case: fail, spelled otherwise, our_table, gated
-- case: fail, spelled otherwise, adopted_table, gated
-- case: append_new_columns, spelled otherwise, our_table, gated
-- case: append_new_columns, spelled otherwise, adopted_table, gated
-- case: sync_all_columns, spelled otherwise, our_table, gated
-- case: sync_all_columns, spelled otherwise, adopted_table, gated

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
-- with ID int4, Name text
-- check batch, seeing "orders__batch", for uniqueness:
--     select "ID", "Name"
--     from "orders__batch"
--     union all
--     select kept."ID", kept."Name"
--     from "shop"."orders" as kept
--     where not exists (select 1 from "orders__batch" as batch where batch."ID" = kept."ID")
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
on DBT_INTERNAL_SOURCE."ID" = DBT_INTERNAL_DEST."ID"
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
