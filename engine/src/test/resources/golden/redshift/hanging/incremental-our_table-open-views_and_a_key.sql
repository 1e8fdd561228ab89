-- case: incremental, our_table, open, views_and_a_key
-- case: incremental, adopted_table, open, views_and_a_key

-- stage
create temporary table "orders__batch" as
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
-- batch_rows
select count(*)
from "orders__batch";
-- known_rows
select count(*)
from "orders__batch" as DBT_INTERNAL_SOURCE
where exists (select 1 from "shop"."orders" as DBT_INTERNAL_DEST where DBT_INTERNAL_SOURCE."id" = DBT_INTERNAL_DEST."id");
-- table_rows
select count(*)
from "shop"."orders";
-- and what hangs on shop.orders
-- after a failure:
--   drop table if exists "orders__batch";
-- with id integer, name character varying(40)
-- publish
begin;
merge into "shop"."orders"
using "orders__batch" as DBT_INTERNAL_SOURCE
on DBT_INTERNAL_SOURCE."id" = "shop"."orders"."id"
when matched then update set "name" = DBT_INTERNAL_SOURCE."name"
when not matched then insert ("id", "name")
    values (DBT_INTERNAL_SOURCE."id", DBT_INTERNAL_SOURCE."name");
drop table if exists "orders__batch";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "orders__batch";
