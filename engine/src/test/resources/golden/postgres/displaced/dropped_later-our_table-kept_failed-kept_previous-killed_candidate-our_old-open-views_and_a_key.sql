-- case: dropped_later, our_table, kept_failed, kept_previous, killed_candidate, our_old, open, views_and_a_key

-- stage
drop table if exists "shop"."orders__new";
drop table if exists "shop"."orders__old";
drop table if exists "shop"."orders__previous";
-- stage
begin;
create table "shop"."orders__new" as
select 1 as id;
create index "orders__new__dde2e8cd" on "shop"."orders__new" ("id");
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__new', 'model.storefront.orders', 'attempt', 'invocation', '3ea0f972fa1b56aa2dc2f56ee784b6a5796312f9a813d59ae70fd8855f10d16d', timestamp '2026-11-02 03:00:00.000000');
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
alter view "bi"."big_orders" owner to "ann";
lock table "shop"."lines", "shop"."orders" in access exclusive mode;
alter table "shop"."lines" drop constraint "lines_order_fkey";
alter table "shop"."orders" rename to "orders__old";
do $rename$
declare
    held text;
    base text;
begin
    for held in
        select i.relname
        from pg_index x
        join pg_class i on i.oid = x.indexrelid
        join pg_class t on t.oid = x.indrelid
        join pg_namespace n on n.oid = t.relnamespace
        where n.nspname = 'shop' and t.relname = 'orders__old'
    loop
        base := held;
        if octet_length(base) > 58 then
            base := 'ix_' || md5(base);
        end if;
        if base || '__old' <> held then
            execute format('alter index %I.%I rename to %I', 'shop', held, base || '__old');
        end if;
    end loop;
end $rename$;
alter table "shop"."orders__new" rename to "orders";
create or replace view "bi"."big_orders" with (security_barrier=true) as
 SELECT id, name FROM shop.orders;
create materialized view "bi"."orders_by_name" as
 SELECT name, count(*) AS n FROM shop.orders GROUP BY name
with data;
comment on materialized view "bi"."orders_by_name" is 'Orders as the board sees them';
comment on column "bi"."orders_by_name"."name" is 'Who it''s for';
alter index if exists "shop"."orders__new__dde2e8cd" rename to "orders__dde2e8cd";
drop table "shop"."orders__failed";
alter table "shop"."lines" add constraint "lines_order_fkey" FOREIGN KEY (order_id) REFERENCES shop.orders(id);
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__old', 'model.storefront.orders', 'attempt', 'invocation', '3ea0f972fa1b56aa2dc2f56ee784b6a5796312f9a813d59ae70fd8855f10d16d', timestamp '2026-11-02 03:00:00.000000');
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '3ea0f972fa1b56aa2dc2f56ee784b6a5796312f9a813d59ae70fd8855f10d16d', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
