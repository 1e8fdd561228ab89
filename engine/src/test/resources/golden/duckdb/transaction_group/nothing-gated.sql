-- case: nothing, gated

-- shop.orders
-- stage
begin;
create table "shop"."orders__new" as
select id, name, day from shop.raw;
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__new', 'model.storefront.orders', 'attempt', 'invocation', '55f349f40717a99b52914f443ae52ee06832899fa3637ce8e46ac56887713e79', timestamp '2026-11-02 03:00:00.000000');
commit;
-- check everything, seeing "shop"."orders__new"
-- if a test fails:
--   begin;
--   alter table "shop"."orders__new" rename to "orders__failed";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'model.storefront.orders', 'attempt', 'invocation', '55f349f40717a99b52914f443ae52ee06832899fa3637ce8e46ac56887713e79', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- is seen as
-- "shop"."orders__new"
-- shop.items
-- stage
begin;
create table "shop"."items__new" as
select id, name, day from shop.raw;
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'items__new', 'model.storefront.items', 'attempt', 'invocation', '55f349f40717a99b52914f443ae52ee06832899fa3637ce8e46ac56887713e79', timestamp '2026-11-02 03:00:00.000000');
commit;
-- check everything, seeing "shop"."items__new"
-- if a test fails:
--   begin;
--   alter table "shop"."items__new" rename to "items__failed";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'items__failed', 'model.storefront.items', 'attempt', 'invocation', '55f349f40717a99b52914f443ae52ee06832899fa3637ce8e46ac56887713e79', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- is seen as
-- "shop"."items__new"
-- shop.totals
-- stage
begin;
create table "shop"."totals__new" as
select id, name, day from shop.raw;
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'totals__new', 'model.storefront.totals', 'attempt', 'invocation', '55f349f40717a99b52914f443ae52ee06832899fa3637ce8e46ac56887713e79', timestamp '2026-11-02 03:00:00.000000');
commit;
-- check everything, seeing "shop"."totals__new"
-- if a test fails:
--   begin;
--   alter table "shop"."totals__new" rename to "totals__failed";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'totals__failed', 'model.storefront.totals', 'attempt', 'invocation', '55f349f40717a99b52914f443ae52ee06832899fa3637ce8e46ac56887713e79', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- is seen as
-- "shop"."totals__new"
-- together
-- of shop.orders
begin;
alter table "shop"."orders__new" rename to "orders";
-- of shop.items
alter table "shop"."items__new" rename to "items";
-- of shop.totals
alter table "shop"."totals__new" rename to "totals";
-- of shop.orders
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '55f349f40717a99b52914f443ae52ee06832899fa3637ce8e46ac56887713e79', timestamp '2026-11-02 03:00:00.000000');
-- of shop.items
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'items', 'model.storefront.items', 'attempt', 'invocation', '55f349f40717a99b52914f443ae52ee06832899fa3637ce8e46ac56887713e79', timestamp '2026-11-02 03:00:00.000000');
-- of shop.totals
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'totals', 'model.storefront.totals', 'attempt', 'invocation', '55f349f40717a99b52914f443ae52ee06832899fa3637ce8e46ac56887713e79', timestamp '2026-11-02 03:00:00.000000');
commit;
