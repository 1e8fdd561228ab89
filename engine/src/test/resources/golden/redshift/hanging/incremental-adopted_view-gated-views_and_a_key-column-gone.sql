-- case: incremental, adopted_view, gated, views_and_a_key, column gone

-- read
select id, name from shop.raw;
-- with id integer
-- stage
begin;
create table "shop"."orders__new"
as
select id, name from shop.raw;
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__new', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
-- check everything, seeing "shop"."orders__new"
-- if a test fails:
--   begin;
--   alter table "shop"."orders__new" rename to "orders__failed";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- read
select * from "shop"."orders__new";
-- and what hangs on shop.orders
-- after a failure:
--   drop table if exists "shop"."orders__new";
-- with id integer
-- refused: models/orders.sql:1:1 Cannot build model 'orders': view bi.big_orders reads its column 'name', which would be gone. Change or drop that view first.
