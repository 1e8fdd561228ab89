-- case: incremental, adopted_view, gated, views_and_a_key, another type

-- read
select id, name from shop.raw;
-- with id integer, name date
-- stage
begin;
create table "shop"."orders__new" as
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
-- with id integer, name date
-- publish
begin;
drop materialized view "bi"."orders_by_name";
drop view "bi"."top_orders";
drop view "bi"."big_orders";
alter view "shop"."orders" rename to "orders__old";
alter table "shop"."orders__new" rename to "orders";
create view "bi"."big_orders" with (security_barrier=true) as
 SELECT id, name FROM shop.orders;
comment on view "bi"."big_orders" is 'Orders as the board sees them';
comment on column "bi"."big_orders"."name" is 'Who it''s for';
grant select on "bi"."big_orders" to "reporting";
alter table "bi"."big_orders" owner to "ann";
create view "bi"."top_orders" as
 SELECT id, name FROM bi.big_orders;
comment on view "bi"."top_orders" is 'Orders as the board sees them';
comment on column "bi"."top_orders"."name" is 'Who it''s for';
grant select on "bi"."top_orders" to public;
create materialized view "bi"."orders_by_name" as
 SELECT name, count(*) AS n FROM shop.orders GROUP BY name
with data;
comment on materialized view "bi"."orders_by_name" is 'Orders as the board sees them';
comment on column "bi"."orders_by_name"."name" is 'Who it''s for';
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
