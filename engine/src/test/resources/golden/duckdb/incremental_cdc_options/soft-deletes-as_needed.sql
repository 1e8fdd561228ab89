-- case: soft deletes, as_needed

-- stage
create or replace temporary table "orders__source" as
select id, name, s, op from shop.raw;
-- read
select * from "orders__source";
-- after a failure:
--   drop table if exists temp."orders__source";
--   drop table if exists temp."orders__batch";
--   drop table if exists temp."orders__standing";
--   drop table if exists temp."orders__changes";
-- with op VARCHAR, id INTEGER, name VARCHAR, city VARCHAR, s INTEGER, _loaded_at TIMESTAMP
-- stage
create or replace temporary table "orders__standing" as
select kept.*
from "shop"."orders" as kept
where exists (select 1 from "orders__source" as source where source."id" = kept."id");
create or replace temporary table "orders__changes" as
with named as (
    select
        source."id",
        source."name",
        source."city",
        source."s",
        source."_loaded_at",
        case when cast(source."op" as varchar(65535)) in ('I') then cast('I' as varchar(1)) when cast(source."op" as varchar(65535)) in ('U') then cast('U' as varchar(1)) when cast(source."op" as varchar(65535)) in ('D') then cast('D' as varchar(1)) end as ashlar_operation
    from "orders__source" as source
),
read as (
    select
        named."id",
        named."name",
        named."city",
        named."s",
        named."_loaded_at",
        named.ashlar_operation,
        row_number() over (partition by named."id", named."s", named."_loaded_at" order by named."_loaded_at" desc) as ashlar_copy,
        case when named.ashlar_operation <> first_value(named.ashlar_operation) over (partition by named."id", named."s", named."_loaded_at" order by named."s" rows between unbounded preceding and unbounded following)
            or case when named."name" = first_value(named."name") over (partition by named."id", named."s", named."_loaded_at" order by named."s" rows between unbounded preceding and unbounded following) or (named."name" is null and first_value(named."name") over (partition by named."id", named."s", named."_loaded_at" order by named."s" rows between unbounded preceding and unbounded following) is null) then 0 else 1 end = 1
            or case when named."city" = first_value(named."city") over (partition by named."id", named."s", named."_loaded_at" order by named."s" rows between unbounded preceding and unbounded following) or (named."city" is null and first_value(named."city") over (partition by named."id", named."s", named."_loaded_at" order by named."s" rows between unbounded preceding and unbounded following) is null) then 0 else 1 end = 1 then 1 else 0 end as ashlar_differs
    from named
),
told as (
    select
        read."id",
        read."name",
        read."city",
        read."s",
        read."_loaded_at",
        read.ashlar_operation,
        read.ashlar_differs,
        cast(case when read.ashlar_copy > 1 then 'replay'
            when kept."id" is not null and not (kept."s" is null or read."s" > kept."s" or (read."s" = kept."s" and (1 = 1)))
                then case when read."s" = kept."s" and 1 = 0
                    and not (read.ashlar_operation = 'D') and (not (case when read."name" = kept."name" or (read."name" is null and kept."name" is null) then 0 else 1 end = 1)) then 'replay' else 'stale' end
            when gone."id" is not null and not (gone."s" is null or read."s" > gone."s" or (read."s" = gone."s" and (1 = 1)))
                then case when read."s" = gone."s" and 1 = 0
                    and read.ashlar_operation = 'D' then 'replay' else 'stale' end else 'fresh' end as varchar(6)) as ashlar_state,
        case when kept."id" is not null then 1 else 0 end as ashlar_living
    from read
    left join "orders__standing" as kept on kept."id" = read."id"
    left join "shop"."orders__deleted" as gone on gone."id" = read."id"
)
select
    told.*,
    case when told.ashlar_state = 'fresh' then lag(told.ashlar_operation) over (partition by told."id", told.ashlar_state order by told."s", told."_loaded_at") end as ashlar_before,
    case when told.ashlar_state = 'fresh' and row_number() over (partition by told."id", told.ashlar_state order by told."s" desc, told."_loaded_at" desc) = 1 then told.ashlar_operation end as ashlar_last
from told;
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
where "s" is null or "_loaded_at" is null
order by "id"
limit 5;
-- unknown_operations
select "id", "op", count(*) over () as found
from "orders__source"
where "op" is null or cast("op" as varchar(65535)) not in ('I', 'U', 'D')
order by "id", "op"
limit 5;
-- contradicting_operations
select "id", "s", "_loaded_at", count(*) over () as found
from "orders__changes"
where ashlar_differs = 1
group by "id", "s", "_loaded_at"
order by "id", "s", "_loaded_at"
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
-- after a failure:
--   drop table if exists temp."orders__source";
--   drop table if exists temp."orders__batch";
--   drop table if exists temp."orders__standing";
--   drop table if exists temp."orders__changes";
-- with op VARCHAR, id INTEGER, name VARCHAR, city VARCHAR, s INTEGER, _loaded_at TIMESTAMP
-- stage
create or replace temporary table "orders__batch" as
with ended as (
    select * from "orders__changes" where ashlar_last is not null
),
folded as (
    select fresh.*, row_number() over (partition by fresh."id" order by fresh."s" desc, fresh."_loaded_at" desc) as ashlar_place
    from "orders__changes" as fresh
    where fresh.ashlar_state = 'fresh' and fresh.ashlar_operation <> 'D'
)
select
    ended."id" as "id",
    case when folded."id" is not null then folded."name" else kept."name" end as "name",
    folded."city" as "city",
    ended."s" as "s",
    ended."_loaded_at" as "_loaded_at",
    ended.ashlar_last = 'D' as "is_deleted"
from ended
left join folded on folded.ashlar_place = 1 and folded."id" = ended."id"
left join "orders__standing" as kept on kept."id" = ended."id";
-- publish
begin;
alter table "shop"."orders" add column "city" VARCHAR;
alter table "shop"."orders" add column "_loaded_at" TIMESTAMP;
alter table "shop"."orders" add column "is_deleted" boolean;
merge into "shop"."orders" as DBT_INTERNAL_DEST
using "orders__batch" as DBT_INTERNAL_SOURCE
on DBT_INTERNAL_SOURCE."id" = DBT_INTERNAL_DEST."id"
when matched then update set "name" = DBT_INTERNAL_SOURCE."name", "s" = DBT_INTERNAL_SOURCE."s", "city" = DBT_INTERNAL_SOURCE."city", "_loaded_at" = DBT_INTERNAL_SOURCE."_loaded_at", "is_deleted" = DBT_INTERNAL_SOURCE."is_deleted"
when not matched then insert ("id", "name", "s", "city", "_loaded_at", "is_deleted")
    values (DBT_INTERNAL_SOURCE."id", DBT_INTERNAL_SOURCE."name", DBT_INTERNAL_SOURCE."s", DBT_INTERNAL_SOURCE."city", DBT_INTERNAL_SOURCE."_loaded_at", DBT_INTERNAL_SOURCE."is_deleted");
create table "shop"."orders__deleted__new" as
select "id", "s", cast(null as TIMESTAMP) as "_loaded_at", "deleted_at"
from "shop"."orders__deleted";
drop table "shop"."orders__deleted";
alter table "shop"."orders__deleted__new" rename to "orders__deleted";
delete from "shop"."orders__deleted" as DBT_INTERNAL_DEST
where exists (
    select 1
    from "orders__changes" as DBT_INTERNAL_SOURCE
    where DBT_INTERNAL_SOURCE."id" = DBT_INTERNAL_DEST."id"
        and (ashlar_last is not null)
);
drop table if exists temp."orders__source";
drop table if exists temp."orders__batch";
drop table if exists temp."orders__standing";
drop table if exists temp."orders__changes";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '713b86c1187578d966f9df8e413029fc57a323db0651c3d51608e3f03dc4977c', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists temp."orders__source";
--   drop table if exists temp."orders__batch";
--   drop table if exists temp."orders__standing";
--   drop table if exists temp."orders__changes";
