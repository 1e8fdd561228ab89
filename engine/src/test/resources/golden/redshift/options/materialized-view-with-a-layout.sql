-- case: materialized view with a layout

-- stage
create table "shop"."orders__new"
as
select id, name from shop.raw;
-- check everything, seeing "shop"."orders__new"
-- if a test fails:
--   begin;
--   alter table "shop"."orders__new" rename to "orders__failed";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8.0f81169da6e941a61d213f3e067197be1cc385d520e78a59c7a80a82a7459007', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
begin;
drop table "shop"."orders";
create materialized view "shop"."orders"
backup no
diststyle key distkey ("id")
compound sortkey ("id", "name")
auto refresh yes
as
select id, name from shop.raw;
drop table "shop"."orders__new";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8.0f81169da6e941a61d213f3e067197be1cc385d520e78a59c7a80a82a7459007', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
