-- case: rollback, our_table, kept_previous, open, views_and_a_key
-- case: rollback, our_table, kept_failed, kept_previous, killed_candidate, our_old, open, views_and_a_key

-- read
select * from "shop"."orders__previous";
-- and what hangs on shop.orders
-- with id integer, name character varying(40)
-- publish
begin;
drop materialized view "bi"."orders_by_name";
alter view "bi"."big_orders" owner to "ann";
lock table "shop"."lines", "shop"."orders" in access exclusive mode;
alter table "shop"."lines" drop constraint "lines_order_fkey";
alter table "shop"."orders" rename to "orders__replaced";
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
        where n.nspname = 'shop' and t.relname = 'orders__replaced'
    loop
        base := held;
        if octet_length(base) > 53 then
            base := 'ix_' || md5(base);
        end if;
        if base || '__replaced' <> held then
            execute format('alter index %I.%I rename to %I', 'shop', held, base || '__replaced');
        end if;
    end loop;
end $rename$;
alter table "shop"."orders__previous" rename to "orders";
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
        where n.nspname = 'shop' and t.relname = 'orders'
    loop
        base := case when right(held, 10) = '__previous' then left(held, -10) else held end;
        if base || '' <> held then
            execute format('alter index %I.%I rename to %I', 'shop', held, base || '');
        end if;
    end loop;
end $rename$;
create or replace view "bi"."big_orders" with (security_barrier=true) as
 SELECT id, name FROM shop.orders;
create materialized view "bi"."orders_by_name" as
 SELECT name, count(*) AS n FROM shop.orders GROUP BY name
with data;
comment on materialized view "bi"."orders_by_name" is 'Orders as the board sees them';
comment on column "bi"."orders_by_name"."name" is 'Who it''s for';
alter table "shop"."orders__replaced" rename to "orders__previous";
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
        where n.nspname = 'shop' and t.relname = 'orders__previous'
    loop
        base := case when right(held, 10) = '__replaced' then left(held, -10) else held end;
        if octet_length(base) > 53 then
            base := 'ix_' || md5(base);
        end if;
        if base || '__previous' <> held then
            execute format('alter index %I.%I rename to %I', 'shop', held, base || '__previous');
        end if;
    end loop;
end $rename$;
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__previous', 'model.storefront.orders', 'attempt', 'invocation', '', timestamp '2026-11-02 03:00:00.000000');
alter table "shop"."lines" add constraint "lines_order_fkey" FOREIGN KEY (order_id) REFERENCES shop.orders(id);
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', 'earlier', timestamp '2026-11-02 03:00:00.000000');
commit;
