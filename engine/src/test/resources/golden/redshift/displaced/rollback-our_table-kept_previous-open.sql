-- case: rollback, our_table, kept_previous, open
-- case: rollback, our_table, kept_failed, kept_previous, killed_candidate, our_old, open

-- publish
begin;
alter table "shop"."orders" rename to "orders__replaced";
alter table "shop"."orders__previous" rename to "orders";
alter table "shop"."orders__replaced" rename to "orders__previous";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__previous', 'model.storefront.orders', 'attempt', 'invocation', '', timestamp '2026-11-02 03:00:00.000000');
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', 'earlier', timestamp '2026-11-02 03:00:00.000000');
commit;
