-- case: all, open

-- shop.orders
-- stage
create table "shop"."orders__new"
as
select id, name, day from shop.raw;
-- is seen as
-- "shop"."orders__new"
-- shop.items
-- is seen as
select DBT_INTERNAL_DEST."id" as "id", DBT_INTERNAL_DEST."name" as "name", cast(null as date) as "day"
from "shop"."items" as DBT_INTERNAL_DEST
where not exists (select 1 from "items__batch" as DBT_INTERNAL_SOURCE where DBT_INTERNAL_SOURCE."id" = DBT_INTERNAL_DEST."id")
union all
select cast(DBT_INTERNAL_SOURCE."id" as integer) as "id", cast(DBT_INTERNAL_SOURCE."name" as character varying(40)) as "name", cast(DBT_INTERNAL_SOURCE."day" as date) as "day"
from "items__batch" as DBT_INTERNAL_SOURCE;
-- shop.totals
-- is seen as
select DBT_INTERNAL_DEST."id" as "id", DBT_INTERNAL_DEST."name" as "name"
from "shop"."totals" as DBT_INTERNAL_DEST
where not exists (select 1 from "totals__batch" as DBT_INTERNAL_SOURCE where DBT_INTERNAL_SOURCE."id" = DBT_INTERNAL_DEST."id")
union all
select cast(DBT_INTERNAL_SOURCE."id" as integer) as "id", cast(DBT_INTERNAL_SOURCE."name" as character varying(40)) as "name"
from "totals__batch" as DBT_INTERNAL_SOURCE;
-- together
-- of shop.orders
begin;
-- of shop.items
alter table "shop"."items" add column "day" date;
merge into "shop"."items"
using "items__batch" as DBT_INTERNAL_SOURCE
on DBT_INTERNAL_SOURCE."id" = "shop"."items"."id"
when matched then update set "name" = DBT_INTERNAL_SOURCE."name", "day" = DBT_INTERNAL_SOURCE."day"
when not matched then insert ("id", "name", "day")
    values (DBT_INTERNAL_SOURCE."id", DBT_INTERNAL_SOURCE."name", DBT_INTERNAL_SOURCE."day");
drop table if exists "items__batch";
-- of shop.totals
delete from "shop"."totals"
using "totals__batch"
where "totals__batch"."id" = "shop"."totals"."id";
insert into "shop"."totals" ("id", "name")
select "id", "name"
from "totals__batch";
drop table if exists "totals__batch";
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
