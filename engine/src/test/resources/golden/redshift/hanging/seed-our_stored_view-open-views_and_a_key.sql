-- case: seed, our_stored_view, open, views_and_a_key
-- case: seed, our_other_stored_view, open, views_and_a_key

-- stage
begin;
create table "shop"."orders__new" (
    "id" integer,
    "name" character varying(40)
);
-- load rows into "shop"."orders__new"
-- stage
analyze "shop"."orders__new";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__new', 'seed.storefront.orders', 'attempt', 'invocation', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', timestamp '2026-11-02 03:00:00.000000');
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
drop view "bi"."top_orders";
drop view "bi"."big_orders";
drop materialized view "shop"."orders";
alter table "shop"."orders__new" rename to "orders";
create view "bi"."big_orders" as
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
create materialized view "bi"."orders_by_name"
as
 SELECT name, count(*) AS n FROM shop.orders GROUP BY name;
comment on view "bi"."orders_by_name" is 'Orders as the board sees them';
comment on column "bi"."orders_by_name"."name" is 'Who it''s for';
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'seed.storefront.orders', 'attempt', 'invocation', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
