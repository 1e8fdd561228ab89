-- case: quarantine, our_table, kept_deleted, kept_orphans, gated, full_refresh

-- stage
create temporary table "orders__source" as
select id, name, s, city, op from shop.raw;
-- read
select * from "orders__source";
-- after a failure:
--   drop table if exists pg_temp."orders__source";
--   drop table if exists pg_temp."orders__changes";
--   drop table if exists pg_temp."orders__removed";
-- with id integer, name character varying(40), s integer, city character varying(40), op character varying(40)
-- stage
create temporary table "orders__changes" as
with named as (
    select
        source."id",
        source."name",
        source."s",
        source."city",
        case when cast(source."op" as varchar(65535)) in ('I') then cast('I' as varchar(1)) when cast(source."op" as varchar(65535)) in ('U') then cast('U' as varchar(1)) when cast(source."op" as varchar(65535)) in ('D') then cast('D' as varchar(1)) end as ashlar_operation
    from "orders__source" as source
),
read as (
    select
        named."id",
        named."name",
        named."s",
        named."city",
        named.ashlar_operation,
        row_number() over (partition by named."id", named."s" order by named."s") as ashlar_copy,
        case when named.ashlar_operation <> first_value(named.ashlar_operation) over (partition by named."id", named."s" order by named."s" rows between unbounded preceding and unbounded following)
            or case when named."name" = first_value(named."name") over (partition by named."id", named."s" order by named."s" rows between unbounded preceding and unbounded following) or (named."name" is null and first_value(named."name") over (partition by named."id", named."s" order by named."s" rows between unbounded preceding and unbounded following) is null) then 0 else 1 end = 1
            or case when named."city" = first_value(named."city") over (partition by named."id", named."s" order by named."s" rows between unbounded preceding and unbounded following) or (named."city" is null and first_value(named."city") over (partition by named."id", named."s" order by named."s" rows between unbounded preceding and unbounded following) is null) then 0 else 1 end = 1 then 1 else 0 end as ashlar_differs
    from named
),
told as (
    select
        read."id",
        read."name",
        read."s",
        read."city",
        read.ashlar_operation,
        read.ashlar_differs,
        cast(case when read.ashlar_copy > 1 then 'replay' else 'fresh' end as varchar(6)) as ashlar_state,
        0 as ashlar_living
    from read
)
select
    told.*,
    case when told.ashlar_state = 'fresh' then lag(told.ashlar_operation) over (partition by told."id", told.ashlar_state order by told."s") end as ashlar_before,
    case when told.ashlar_state = 'fresh' and row_number() over (partition by told."id", told.ashlar_state order by told."s" desc) = 1 then told.ashlar_operation end as ashlar_last
from told;
create temporary table "orders__removed" as
select kept.*
from (
    select "id", "name"
    from (
select
    ended."id" as "id",
    ended."name" as "name",
    ended."s" as "s",
    ended."city" as "city"
from "orders__changes" as ended
where ended.ashlar_last <> 'D'
    ) as ended
) as kept
where kept."name" is not null
    and not exists (select 1 from "shop"."customers" as parent where parent."code" = kept."name");
-- read
select * from "orders__source";
-- null_keys
select "id", count(*) over () as found
from "orders__source"
where "id" is null
limit 5;
-- null_sequences
select "id", count(*) over () as found
from "orders__source"
where "s" is null
order by "id"
limit 5;
-- unknown_operations
select "id", "op", count(*) over () as found
from "orders__source"
where "op" is null or cast("op" as varchar(65535)) not in ('I', 'U', 'D')
order by "id", "op"
limit 5;
-- contradicting_operations
select "id", "s", count(*) over () as found
from "orders__changes"
where ashlar_differs = 1
group by "id", "s"
order by "id", "s"
limit 5;
-- operation_counts
select
    coalesce(sum(case when ashlar_state = 'fresh' then 1 else 0 end), 0),
    coalesce(sum(case when not ashlar_state = 'fresh' then 1 else 0 end), 0),
    coalesce(sum(case when ashlar_state = 'fresh' and ashlar_operation = 'U' and (ashlar_before = 'D' or ashlar_before is null and ashlar_living = 0) then 1 else 0 end), 0),
    coalesce(sum(case when ashlar_last <> 'D' and ashlar_living = 0 then 1 else 0 end), 0),
    coalesce(sum(case when ashlar_last <> 'D' and ashlar_living = 1 then 1 else 0 end), 0),
    coalesce(sum(case when ashlar_last = 'D' and ashlar_living = 1 then 1 else 0 end), 0)
from "orders__changes";
-- orphans
select "id", "name", count(*) over () as found
from "orders__removed"
order by "id"
limit 5;
-- after a failure:
--   drop table if exists pg_temp."orders__source";
--   drop table if exists pg_temp."orders__changes";
--   drop table if exists pg_temp."orders__removed";
-- with id integer, name character varying(40), s integer, city character varying(40), op character varying(40)
-- stage
begin;
create table "shop"."orders__new" as
select
    ended."id" as "id",
    ended."name" as "name",
    ended."s" as "s",
    ended."city" as "city"
from "orders__changes" as ended
where ended.ashlar_last <> 'D';
create table "shop"."orders__orphans__new" as
select kept.*
from "shop"."orders__new" as kept
where exists (select 1 from "orders__removed" as orphan where orphan."id" = kept."id");
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__orphans__new', 'model.storefront.orders', 'attempt', 'invocation', '0a804bc2460a80f5a49e8a0ea6473d19b776059fa86a32a7da9c881f5f4c79cf', timestamp '2026-11-02 03:00:00.000000');
delete from "shop"."orders__new" as DBT_INTERNAL_DEST
where exists (
    select 1
    from "orders__removed" as DBT_INTERNAL_SOURCE
    where DBT_INTERNAL_SOURCE."id" = DBT_INTERNAL_DEST."id"
        and (1 = 1)
);
create table "shop"."orders__deleted__new" as
select "id", "s", cast('2026-11-02 03:00:00.000000' as timestamp) as "deleted_at"
from "orders__changes"
where ashlar_last = 'D';
create index "orders__deleted__new__keys" on "shop"."orders__deleted__new" ("id");
create index "orders__deleted__new__time" on "shop"."orders__deleted__new" ("deleted_at");
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__deleted__new', 'model.storefront.orders', 'attempt', 'invocation', '0a804bc2460a80f5a49e8a0ea6473d19b776059fa86a32a7da9c881f5f4c79cf', timestamp '2026-11-02 03:00:00.000000');
drop table if exists pg_temp."orders__source";
drop table if exists pg_temp."orders__changes";
drop table if exists pg_temp."orders__removed";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__new', 'model.storefront.orders', 'attempt', 'invocation', '0a804bc2460a80f5a49e8a0ea6473d19b776059fa86a32a7da9c881f5f4c79cf', timestamp '2026-11-02 03:00:00.000000');
commit;
-- check everything, seeing "shop"."orders__new"
-- if a test fails:
--   begin;
--   alter table "shop"."orders__new" rename to "orders__failed";
--   alter table "shop"."orders__deleted__new" rename to "orders__deleted__failed";
--   alter index if exists "shop"."orders__deleted__new__keys" rename to "orders__deleted__failed__keys";
--   alter index if exists "shop"."orders__deleted__new__time" rename to "orders__deleted__failed__time";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__deleted__failed', 'model.storefront.orders', 'attempt', 'invocation', '0a804bc2460a80f5a49e8a0ea6473d19b776059fa86a32a7da9c881f5f4c79cf', timestamp '2026-11-02 03:00:00.000000');
--   alter table "shop"."orders__orphans__new" rename to "orders__orphans__failed";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__orphans__failed', 'model.storefront.orders', 'attempt', 'invocation', '0a804bc2460a80f5a49e8a0ea6473d19b776059fa86a32a7da9c881f5f4c79cf', timestamp '2026-11-02 03:00:00.000000');
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'model.storefront.orders', 'attempt', 'invocation', '0a804bc2460a80f5a49e8a0ea6473d19b776059fa86a32a7da9c881f5f4c79cf', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
begin;
drop table "shop"."orders";
alter table "shop"."orders__new" rename to "orders";
drop table "shop"."orders__deleted";
alter table "shop"."orders__deleted__new" rename to "orders__deleted";
alter index if exists "shop"."orders__deleted__new__keys" rename to "orders__deleted__keys";
alter index if exists "shop"."orders__deleted__new__time" rename to "orders__deleted__time";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__deleted', 'model.storefront.orders', 'attempt', 'invocation', '0a804bc2460a80f5a49e8a0ea6473d19b776059fa86a32a7da9c881f5f4c79cf', timestamp '2026-11-02 03:00:00.000000');
drop table "shop"."orders__orphans";
alter table "shop"."orders__orphans__new" rename to "orders__orphans";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__orphans', 'model.storefront.orders', 'attempt', 'invocation', '0a804bc2460a80f5a49e8a0ea6473d19b776059fa86a32a7da9c881f5f4c79cf', timestamp '2026-11-02 03:00:00.000000');
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '0a804bc2460a80f5a49e8a0ea6473d19b776059fa86a32a7da9c881f5f4c79cf', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__deleted__new";
--   drop table if exists "shop"."orders__orphans__new";
--   drop table if exists "shop"."orders__new";
--   drop table if exists pg_temp."orders__source";
--   drop table if exists pg_temp."orders__changes";
--   drop table if exists pg_temp."orders__removed";
