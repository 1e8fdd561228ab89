-- case: view, adopted_table, open, views_and_a_key

-- read
select id, name from shop.raw;
-- and what hangs on shop.orders
-- with id integer, name character varying(40)
-- publish
begin;
drop materialized view "bi"."orders_by_name";
lock "shop"."lines", "shop"."orders";
alter table "shop"."lines" drop constraint "lines_order_fkey";
alter table "shop"."orders" rename to "orders__old";
create view "shop"."orders" as
select id, name from shop.raw
with no schema binding;
create or replace view "bi"."big_orders" as
 SELECT id, name FROM shop.orders;
create materialized view "bi"."orders_by_name"
as
 SELECT name, count(*) AS n FROM shop.orders GROUP BY name;
comment on view "bi"."orders_by_name" is 'Orders as the board sees them';
comment on column "bi"."orders_by_name"."name" is 'Who it''s for';
alter table "shop"."lines" add constraint "lines_order_fkey" FOREIGN KEY (order_id) REFERENCES shop.orders(id);
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
