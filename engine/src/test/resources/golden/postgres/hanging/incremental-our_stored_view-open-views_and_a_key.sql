-- case: incremental, our_stored_view, open, views_and_a_key
-- case: incremental, our_other_stored_view, open, views_and_a_key

-- read
select id, name from shop.raw;
-- with id integer, name character varying(40)
-- stage
create table "shop"."orders__new" as
select id, name from shop.raw;
-- read
select * from "shop"."orders__new";
-- and what hangs on shop.orders
-- after a failure:
--   drop table if exists "shop"."orders__new";
-- with id integer, name character varying(40)
-- publish
begin;
drop materialized view "bi"."orders_by_name";
alter view "bi"."big_orders" owner to "ann";
alter materialized view "shop"."orders" rename to "orders__replaced";
alter table "shop"."orders__new" rename to "orders";
create or replace view "bi"."big_orders" with (security_barrier=true) as
 SELECT id, name FROM shop.orders;
drop materialized view "shop"."orders__replaced";
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
