-- case: sync_all_columns, other type, our_table, gated

-- stage
create temporary table "orders__batch" as
select id, name from shop.raw;
-- read
select * from "orders__batch";
-- null_keys
select "id", count(*) over () as found
from "orders__batch"
where "id" is null
limit 5;
-- duplicate_keys
select "id", count(*) over () as found
from "orders__batch"
group by "id"
having count(*) > 1
order by "id"
limit 5;
-- after a failure:
--   drop table if exists pg_temp."orders__batch";
-- with id integer, name integer
-- check batch, seeing "orders__batch", for uniqueness:
--     select "id", "name"
--     from "orders__batch"
--     union all
--     select kept."id", kept."name"
--     from (select "id", cast("name" as integer) as "name" from "shop"."orders") as kept
--     where not exists (select 1 from "orders__batch" as batch where batch."id" = kept."id")
-- if a test fails:
--   begin;
--   create table "shop"."orders__failed" as
--   select *
--   from "orders__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
begin;
alter table "shop"."orders" alter column "name" type integer using cast("name" as integer);
with
ashlar_updated as (
    update "shop"."orders" as DBT_INTERNAL_DEST
    set "name" = DBT_INTERNAL_SOURCE."name"
    from "orders__batch" as DBT_INTERNAL_SOURCE
    where DBT_INTERNAL_SOURCE."id" = DBT_INTERNAL_DEST."id"

    returning 1
),
ashlar_inserted as (
    insert into "shop"."orders" ("id", "name")
    select DBT_INTERNAL_SOURCE."id", DBT_INTERNAL_SOURCE."name"
    from "orders__batch" as DBT_INTERNAL_SOURCE
    where not exists (
        select 1
        from "shop"."orders" as DBT_INTERNAL_DEST
        where DBT_INTERNAL_SOURCE."id" = DBT_INTERNAL_DEST."id"

    )
    returning 1
)
select
    (select count(*) from ashlar_inserted) as inserted,
    (select count(*) from ashlar_updated) as updated;
-- check whole, seeing the published name
-- if a test fails:
--   rollback;
--   begin;
--   create table "shop"."orders__failed" as
--   select *
--   from "orders__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
drop table if exists pg_temp."orders__batch";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists pg_temp."orders__batch";
-- note: models/orders.sql:1:1 on_schema_change changes the table of model 'orders': column 'name' is cast to integer.
