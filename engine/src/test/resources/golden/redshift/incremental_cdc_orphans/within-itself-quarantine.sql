-- case: within itself, quarantine

-- stage
create temporary table "orders__source" as
select id, name, s, city, op from shop.raw;
-- read
select * from "orders__source";
-- after a failure:
--   drop table if exists "orders__source";
--   drop table if exists "orders__batch";
--   drop table if exists "orders__standing";
--   drop table if exists "orders__changes";
--   drop table if exists "orders__removed";
--   drop table if exists "orders__moments";
-- with id integer, name character varying(40), s integer, city character varying(40), op character varying(40)
-- stage
create temporary table "orders__standing" as
select kept.*
from (
    select kept."id" as "id", kept."name" as "name", kept."s" as "s"
    from "shop"."orders" as kept
    union all
    select kept."id" as "id", kept."name" as "name", kept."s" as "s"
    from "shop"."orders__orphans" as kept
) as kept
where exists (select 1 from "orders__source" as source where source."id" = kept."id");
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
        cast(case when read.ashlar_copy > 1 then 'replay'
            when kept."id" is not null and not (kept."s" is null or read."s" > kept."s")
                then case when read."s" = kept."s"
                    and not (read.ashlar_operation = 'D') and (not (case when read."name" = kept."name" or (read."name" is null and kept."name" is null) then 0 else 1 end = 1)) then 'replay' else 'stale' end else 'fresh' end as varchar(6)) as ashlar_state,
        case when kept."id" is not null then 1 else 0 end as ashlar_living
    from read
    left join "orders__standing" as kept on kept."id" = read."id"
)
select
    told.*,
    case when told.ashlar_state = 'fresh' then lag(told.ashlar_operation) over (partition by told."id", told.ashlar_state order by told."s") end as ashlar_before,
    case when told.ashlar_state = 'fresh' and row_number() over (partition by told."id", told.ashlar_state order by told."s" desc) = 1 then told.ashlar_operation end as ashlar_last
from told;
create temporary table "orders__removed" as
with recursive ashlar_rows as (
    select "id", "s", "is_deleted" as ashlar_gone
    from (
with ended as (
    select * from "orders__changes" where ashlar_last is not null
),
folded as (
    select fresh.*, row_number() over (partition by fresh."id" order by fresh."s" desc) as ashlar_place
    from "orders__changes" as fresh
    where fresh.ashlar_state = 'fresh' and fresh.ashlar_operation <> 'D'
)
select
    ended."id" as "id",
    case when folded."id" is not null then folded."name" else kept."name" end as "name",
    ended."s" as "s",
    folded."city" as "city",
    ended.ashlar_last = 'D' as "is_deleted"
from ended
left join folded on folded.ashlar_place = 1 and folded."id" = ended."id"
left join "orders__standing" as kept on kept."id" = ended."id"
    ) as ended
    union all
    select kept."id" as "id", kept."s" as "s", false as ashlar_gone
    from "shop"."orders__orphans" as kept
    where not exists (select 1 from "orders__changes" as told where told.ashlar_last is not null and told."id" = kept."id")
    union all
    select kept."id" as "id", kept."s" as "s", false as ashlar_gone
    from "shop"."orders" as kept
    where not exists (select 1 from "orders__changes" as told where told.ashlar_last is not null and told."id" = kept."id")
),
ashlar_lost ("id", "s") as (
    select kept."id", kept."s"
    from ashlar_rows as kept
    where not kept.ashlar_gone and kept."s" is not null
    and not exists (select 1 from ashlar_rows as parent where parent."id" = kept."s")
    union all
    select kept."id", kept."s"
    from ashlar_rows as kept
    join ashlar_lost as parent on parent."id" = kept."s"
    where not kept.ashlar_gone
)
select *
from ashlar_lost;
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
select "id", "s", count(*) over () as found
from "orders__removed"
order by "id"
limit 5;
-- batch_rows
select count(*)
from "orders__source";
-- table_rows
select count(*)
from "shop"."orders";
-- after a failure:
--   drop table if exists "orders__source";
--   drop table if exists "orders__batch";
--   drop table if exists "orders__standing";
--   drop table if exists "orders__changes";
--   drop table if exists "orders__removed";
--   drop table if exists "orders__moments";
-- with id integer, name character varying(40), s integer, city character varying(40), op character varying(40)
-- stage
create temporary table "orders__moments" as
with ended as (
    select * from "orders__changes" where ashlar_last is not null
),
folded as (
    select fresh.*, row_number() over (partition by fresh."id" order by fresh."s" desc) as ashlar_place
    from "orders__changes" as fresh
    where fresh.ashlar_state = 'fresh' and fresh.ashlar_operation <> 'D'
)
select
    ended."id" as "id",
    case when folded."id" is not null then folded."name" else kept."name" end as "name",
    ended."s" as "s",
    folded."city" as "city",
    ended.ashlar_last = 'D' as "is_deleted"
from ended
left join folded on folded.ashlar_place = 1 and folded."id" = ended."id"
left join "orders__standing" as kept on kept."id" = ended."id"
union all
select kept."id" as "id", kept."name" as "name", kept."s" as "s", cast(null as character varying(40)) as "city", cast(null as boolean) as "is_deleted"
    from "shop"."orders__orphans" as kept
    where not exists (select 1 from "orders__changes" as told where told.ashlar_last is not null and told."id" = kept."id")
union all
select kept."id" as "id", kept."name" as "name", kept."s" as "s", cast(null as character varying(40)) as "city", cast(null as boolean) as "is_deleted"
    from "shop"."orders" as kept
    where not exists (select 1 from "orders__changes" as told where told.ashlar_last is not null and told."id" = kept."id")
    and exists (select 1 from "orders__removed" as orphan where orphan."id" = kept."id");
create temporary table "orders__batch" as
select "id", "name", "s", "city", "is_deleted"
from "orders__moments" as kept
where not exists (select 1 from "orders__removed" as orphan where orphan."id" = kept."id");
-- publish
begin;
alter table "shop"."orders" add column "city" character varying(40);
alter table "shop"."orders" add column "is_deleted" boolean;
delete from "shop"."orders"
using "orders__changes"
where "orders__changes"."id" = "shop"."orders"."id"
    and (ashlar_last is not null);
delete from "shop"."orders"
using "orders__removed"
where "orders__removed"."id" = "shop"."orders"."id"
    and (1 = 1);
insert into "shop"."orders" ("id", "name", "s", "city", "is_deleted")
select "id", "name", "s", "city", "is_deleted"
from "orders__batch";
drop table "shop"."orders__orphans";
create table "shop"."orders__orphans"
as
select "id", "name", "s", "city", "is_deleted"
from "orders__moments" as kept
where exists (select 1 from "orders__removed" as orphan where orphan."id" = kept."id");
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__orphans', 'model.storefront.orders', 'attempt', 'invocation', '0a804bc2460a80f5a49e8a0ea6473d19b776059fa86a32a7da9c881f5f4c79cf', timestamp '2026-11-02 03:00:00.000000');
drop table if exists "orders__source";
drop table if exists "orders__batch";
drop table if exists "orders__standing";
drop table if exists "orders__changes";
drop table if exists "orders__removed";
drop table if exists "orders__moments";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '0a804bc2460a80f5a49e8a0ea6473d19b776059fa86a32a7da9c881f5f4c79cf', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "orders__source";
--   drop table if exists "orders__batch";
--   drop table if exists "orders__standing";
--   drop table if exists "orders__changes";
--   drop table if exists "orders__removed";
--   drop table if exists "orders__moments";
