-- case: dropped_later, our_table, kept_failed, kept_previous, killed_candidate, our_old, open, views_and_a_key

-- stage
drop table if exists "shop"."orders__new";
drop table if exists "shop"."orders__old";
drop table if exists "shop"."orders__previous";
-- stage
create table "shop"."orders__new"
as
select 1 as id;
-- read
select * from "shop"."orders__new";
-- and what hangs on shop.orders
-- after a failure:
--   drop table if exists "shop"."orders__new";
-- with id integer, name character varying(40)
-- publish
begin;
drop materialized view "bi"."orders_by_name";
lock "shop"."lines", "shop"."orders";
alter table "shop"."lines" drop constraint "lines_order_fkey";
alter table "shop"."orders" rename to "orders__old";
alter table "shop"."orders__new" rename to "orders";
create or replace view "bi"."big_orders" as
 SELECT id, name FROM shop.orders;
create materialized view "bi"."orders_by_name"
as
 SELECT name, count(*) AS n FROM shop.orders GROUP BY name;
comment on view "bi"."orders_by_name" is 'Orders as the board sees them';
comment on column "bi"."orders_by_name"."name" is 'Who it''s for';
drop table "shop"."orders__failed";
alter table "shop"."lines" add constraint "lines_order_fkey" FOREIGN KEY (order_id) REFERENCES shop.orders(id);
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__old', 'model.storefront.orders', 'attempt', 'invocation', '3ea0f972fa1b56aa2dc2f56ee784b6a5796312f9a813d59ae70fd8855f10d16d', timestamp '2026-11-02 03:00:00.000000');
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '3ea0f972fa1b56aa2dc2f56ee784b6a5796312f9a813d59ae70fd8855f10d16d', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
