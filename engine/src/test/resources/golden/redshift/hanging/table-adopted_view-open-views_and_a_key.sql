-- case: table, adopted_view, open, views_and_a_key

-- stage
begin;
create table "shop"."orders__new"
as
select id, name from shop.raw;
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__new', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
-- read
select * from "shop"."orders__new";
-- and what hangs on shop.orders
-- after a failure:
--   drop table if exists "shop"."orders__new";
-- with id integer, name character varying(40)
-- publish
begin;
drop materialized view "bi"."orders_by_name";
alter table "shop"."orders" rename to "orders__old";
alter table "shop"."orders__new" rename to "orders";
create or replace view "bi"."big_orders" as
 SELECT id, name FROM shop.orders;
create materialized view "bi"."orders_by_name"
as
 SELECT name, count(*) AS n FROM shop.orders GROUP BY name;
comment on view "bi"."orders_by_name" is 'Orders as the board sees them';
comment on column "bi"."orders_by_name"."name" is 'Who it''s for';
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
