-- case: materialized_view, adopted_table, gated, views_and_a_key

-- stage
begin;
create materialized view "shop"."orders__new" as
select id, name from shop.raw;
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__new', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8.44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a', timestamp '2026-11-02 03:00:00.000000');
commit;
-- check everything, seeing "shop"."orders__new"
-- if a test fails:
--   begin;
--   alter materialized view "shop"."orders__new" rename to "orders__failed";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8.44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- read
select * from "shop"."orders__new";
-- and what hangs on shop.orders
-- after a failure:
--   drop materialized view if exists "shop"."orders__new";
-- with id integer, name character varying(40)
-- publish
begin;
drop materialized view "bi"."orders_by_name";
alter view "bi"."big_orders" owner to "ann";
lock table "shop"."lines", "shop"."orders" in access exclusive mode;
alter table "shop"."lines" drop constraint "lines_order_fkey";
alter table "shop"."orders" rename to "orders__old";
alter materialized view "shop"."orders__new" rename to "orders";
create or replace view "bi"."big_orders" with (security_barrier=true) as
 SELECT id, name FROM shop.orders;
create materialized view "bi"."orders_by_name" as
 SELECT name, count(*) AS n FROM shop.orders GROUP BY name
with data;
comment on materialized view "bi"."orders_by_name" is 'Orders as the board sees them';
comment on column "bi"."orders_by_name"."name" is 'Who it''s for';
alter table "shop"."lines" add constraint "lines_order_fkey" FOREIGN KEY (order_id) REFERENCES shop.orders(id);
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8.44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop materialized view if exists "shop"."orders__new";
