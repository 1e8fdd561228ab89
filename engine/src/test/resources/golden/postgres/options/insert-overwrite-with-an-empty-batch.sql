-- case: insert overwrite with an empty batch

-- stage
create temporary table "orders__batch" as
select id, name from shop.raw;
-- read
select * from "orders__batch";
-- batch_rows
select count(*)
from "orders__batch";
-- after a failure:
--   drop table if exists pg_temp."orders__batch";
-- with id integer, name character varying(40)
-- check batch, seeing "orders__batch", for uniqueness:
--     select "id", "name"
--     from "orders__batch"
--     union all
--     select kept."id", kept."name"
--     from "shop"."orders" as kept
--     where not exists (select 1 from "orders__batch" as batch where coalesce(cast(batch."name" as varchar(65535)), '') = coalesce(cast(kept."name" as varchar(65535)), '') and case when batch."name" is null then 1 else 0 end = case when kept."name" is null then 1 else 0 end)
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
delete from "shop"."orders" as DBT_INTERNAL_DEST
where exists (
    select 1
    from "orders__batch" as DBT_INTERNAL_SOURCE
    where coalesce(cast(DBT_INTERNAL_SOURCE."name" as text), '') = coalesce(cast(DBT_INTERNAL_DEST."name" as text), '')
        and case when DBT_INTERNAL_SOURCE."name" is null then 1 else 0 end = case when DBT_INTERNAL_DEST."name" is null then 1 else 0 end
);
insert into "shop"."orders" ("id", "name")
select "id", "name"
from "orders__batch";
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
-- note: The batch of model 'orders' has no rows, so no partition is replaced.
