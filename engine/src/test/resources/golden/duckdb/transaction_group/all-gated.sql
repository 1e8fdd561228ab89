-- case: all, gated

-- shop.orders
-- stage
create table "shop"."orders__new" as
select id, name, day from shop.raw;
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
-- check batch, seeing "items__batch", for uniqueness:
--     select "id", "name", "day"
--     from "items__batch"
--     union all
--     select kept."id", kept."name", null
--     from "shop"."items" as kept
--     where not exists (select 1 from "items__batch" as batch where batch."id" = kept."id")
-- if a test fails:
--   begin;
--   create table "shop"."items__failed" as
--   select *
--   from "items__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'items__failed', 'model.storefront.items', 'attempt', 'invocation', '55f349f40717a99b52914f443ae52ee06832899fa3637ce8e46ac56887713e79', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- is seen as
select DBT_INTERNAL_DEST."id" as "id", DBT_INTERNAL_DEST."name" as "name", cast(null as DATE) as "day"
from "shop"."items" as DBT_INTERNAL_DEST
where not exists (select 1 from "items__batch" as DBT_INTERNAL_SOURCE where DBT_INTERNAL_SOURCE."id" = DBT_INTERNAL_DEST."id")
union all
select cast(DBT_INTERNAL_SOURCE."id" as INTEGER) as "id", cast(DBT_INTERNAL_SOURCE."name" as VARCHAR) as "name", cast(DBT_INTERNAL_SOURCE."day" as DATE) as "day"
from "items__batch" as DBT_INTERNAL_SOURCE;
-- shop.totals
-- check batch, seeing "totals__batch", for uniqueness:
--     select "id", "name", "day"
--     from "totals__batch"
--     union all
--     select kept."id", kept."name", null
--     from "shop"."totals" as kept
--     where not exists (select 1 from "totals__batch" as batch where batch."id" = kept."id")
-- if a test fails:
--   begin;
--   create table "shop"."totals__failed" as
--   select *
--   from "totals__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'totals__failed', 'model.storefront.totals', 'attempt', 'invocation', '55f349f40717a99b52914f443ae52ee06832899fa3637ce8e46ac56887713e79', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- is seen as
select DBT_INTERNAL_DEST."id" as "id", DBT_INTERNAL_DEST."name" as "name"
from "shop"."totals" as DBT_INTERNAL_DEST
where not exists (select 1 from "totals__batch" as DBT_INTERNAL_SOURCE where DBT_INTERNAL_SOURCE."id" = DBT_INTERNAL_DEST."id")
union all
select cast(DBT_INTERNAL_SOURCE."id" as INTEGER) as "id", cast(DBT_INTERNAL_SOURCE."name" as VARCHAR) as "name"
from "totals__batch" as DBT_INTERNAL_SOURCE;
-- together
-- of shop.orders
begin;
-- of shop.items
alter table "shop"."items" add column "day" DATE;
merge into "shop"."items" as DBT_INTERNAL_DEST
using "items__batch" as DBT_INTERNAL_SOURCE
on DBT_INTERNAL_SOURCE."id" = DBT_INTERNAL_DEST."id"
when matched then update set "name" = DBT_INTERNAL_SOURCE."name", "day" = DBT_INTERNAL_SOURCE."day"
when not matched then insert ("id", "name", "day")
    values (DBT_INTERNAL_SOURCE."id", DBT_INTERNAL_SOURCE."name", DBT_INTERNAL_SOURCE."day");
-- of shop.totals
delete from "shop"."totals" as DBT_INTERNAL_DEST
where exists (
    select 1
    from "totals__batch" as DBT_INTERNAL_SOURCE
    where DBT_INTERNAL_SOURCE."id" = DBT_INTERNAL_DEST."id"
);
insert into "shop"."totals" ("id", "name")
select "id", "name"
from "totals__batch";
-- of shop.items
-- check whole, seeing the published name
-- if a test fails:
--   rollback;
--   begin;
--   create table "shop"."items__failed" as
--   select *
--   from "items__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'items__failed', 'model.storefront.items', 'attempt', 'invocation', '55f349f40717a99b52914f443ae52ee06832899fa3637ce8e46ac56887713e79', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- of shop.totals
-- check whole, seeing the published name
-- if a test fails:
--   rollback;
--   begin;
--   create table "shop"."totals__failed" as
--   select *
--   from "totals__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'totals__failed', 'model.storefront.totals', 'attempt', 'invocation', '55f349f40717a99b52914f443ae52ee06832899fa3637ce8e46ac56887713e79', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- of shop.items
drop table if exists temp."items__batch";
-- of shop.totals
drop table if exists temp."totals__batch";
-- of shop.orders
drop table "shop"."orders";
alter table "shop"."orders__new" rename to "orders";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '55f349f40717a99b52914f443ae52ee06832899fa3637ce8e46ac56887713e79', timestamp '2026-11-02 03:00:00.000000');
-- of shop.items
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'items', 'model.storefront.items', 'attempt', 'invocation', '55f349f40717a99b52914f443ae52ee06832899fa3637ce8e46ac56887713e79', timestamp '2026-11-02 03:00:00.000000');
-- of shop.totals
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'totals', 'model.storefront.totals', 'attempt', 'invocation', '55f349f40717a99b52914f443ae52ee06832899fa3637ce8e46ac56887713e79', timestamp '2026-11-02 03:00:00.000000');
commit;
