-- case: dropped_later, our_table, kept_previous, open

-- stage
drop table if exists "shop"."orders__previous";
-- stage
create table "shop"."orders__new"
as
select 1 as id;
-- publish
begin;
alter table "shop"."orders" rename to "orders__old";
alter table "shop"."orders__new" rename to "orders";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__old', 'model.storefront.orders', 'attempt', 'invocation', '3ea0f972fa1b56aa2dc2f56ee784b6a5796312f9a813d59ae70fd8855f10d16d', timestamp '2026-11-02 03:00:00.000000');
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '3ea0f972fa1b56aa2dc2f56ee784b6a5796312f9a813d59ae70fd8855f10d16d', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
