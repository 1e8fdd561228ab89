-- case: rollback, our_table, kept_previous, open, views_and_a_key
-- case: rollback, our_table, kept_failed, kept_previous, killed_candidate, our_old, open, views_and_a_key

-- read
select * from "shop"."orders__previous";
-- and what hangs on shop.orders
-- with id integer, name character varying(40)
-- publish
begin;
drop materialized view "bi"."orders_by_name";
lock "shop"."lines", "shop"."orders";
alter table "shop"."lines" drop constraint "lines_order_fkey";
alter table "shop"."orders" rename to "orders__replaced";
alter table "shop"."orders__previous" rename to "orders";
create or replace view "bi"."big_orders" as
 SELECT id, name FROM shop.orders;
create materialized view "bi"."orders_by_name"
as
 SELECT name, count(*) AS n FROM shop.orders GROUP BY name;
comment on view "bi"."orders_by_name" is 'Orders as the board sees them';
comment on column "bi"."orders_by_name"."name" is 'Who it''s for';
alter table "shop"."orders__replaced" rename to "orders__previous";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__previous', 'model.storefront.orders', 'attempt', 'invocation', '', timestamp '2026-11-02 03:00:00.000000');
alter table "shop"."lines" add constraint "lines_order_fkey" FOREIGN KEY (order_id) REFERENCES shop.orders(id);
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', 'earlier', timestamp '2026-11-02 03:00:00.000000');
commit;
