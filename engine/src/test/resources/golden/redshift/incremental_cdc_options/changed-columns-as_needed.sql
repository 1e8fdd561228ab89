-- case: changed columns, as_needed

-- stage
create temporary table "orders__source" as
select id, name, s, op from shop.raw;
-- read
select * from "orders__source";
-- after a failure:
--   drop table if exists "orders__source";
--   drop table if exists "orders__batch";
--   drop table if exists "orders__standing";
--   drop table if exists "orders__changes";
-- with op character varying(40), id integer, name character varying(40), city character varying(40), s integer, _loaded_at timestamp without time zone
-- stage
create temporary table "orders__standing" as
select kept.*
from "shop"."orders" as kept
where exists (select 1 from "orders__source" as source where source."id" = kept."id");
create temporary table "orders__changes" as
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
        row_number() over (partition by named."id", named."s" order by named."_loaded_at" desc) as ashlar_copy,
        case when named.ashlar_operation <> first_value(named.ashlar_operation) over (partition by named."id", named."s" order by named."s" rows between unbounded preceding and unbounded following)
            or case when named."name" = first_value(named."name") over (partition by named."id", named."s" order by named."s" rows between unbounded preceding and unbounded following) or (named."name" is null and first_value(named."name") over (partition by named."id", named."s" order by named."s" rows between unbounded preceding and unbounded following) is null) then 0 else 1 end = 1
            or case when named."city" = first_value(named."city") over (partition by named."id", named."s" order by named."s" rows between unbounded preceding and unbounded following) or (named."city" is null and first_value(named."city") over (partition by named."id", named."s" order by named."s" rows between unbounded preceding and unbounded following) is null) then 0 else 1 end = 1 then 1 else 0 end as ashlar_differs
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
            when kept."id" is not null and not (kept."s" is null or read."s" > kept."s")
                then case when read."s" = kept."s"
                    and not (read.ashlar_operation = 'D') and (read.ashlar_operation = 'U' and (read."name" is null or not (case when read."name" = kept."name" or (read."name" is null and kept."name" is null) then 0 else 1 end = 1)) or read.ashlar_operation = 'I' and not (case when read."name" = kept."name" or (read."name" is null and kept."name" is null) then 0 else 1 end = 1)) then 'replay' else 'stale' end
            when gone."id" is not null and not (gone."s" is null or read."s" > gone."s")
                then case when read."s" = gone."s"
                    and read.ashlar_operation = 'D' then 'replay' else 'stale' end else 'fresh' end as varchar(6)) as ashlar_state,
        case when kept."id" is not null then 1 else 0 end as ashlar_living
    from read
    left join "orders__standing" as kept on kept."id" = read."id"
    left join "shop"."orders__deleted" as gone on gone."id" = read."id"
)
select
    told.*,
    case when told.ashlar_state = 'fresh' then lag(told.ashlar_operation) over (partition by told."id", told.ashlar_state order by told."s") end as ashlar_before,
    case when told.ashlar_state = 'fresh' and row_number() over (partition by told."id", told.ashlar_state order by told."s" desc) = 1 then told.ashlar_operation end as ashlar_last
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
-- stale_operations
select "id", "s", count(*) over () as found
from "orders__changes"
where ashlar_state = 'stale'
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
-- with op character varying(40), id integer, name character varying(40), city character varying(40), s integer, _loaded_at timestamp without time zone
-- stage
create temporary table "orders__batch" as
with ended as (
    select * from "orders__changes" where ashlar_last is not null
),
alive as (
    select fresh.*, sum(case when fresh.ashlar_operation <> 'D' then 1 else 0 end) over (partition by fresh."id" order by fresh."s" desc rows unbounded preceding) as ashlar_later
    from "orders__changes" as fresh
    where fresh.ashlar_state = 'fresh'
),
since as (
    select since.*, coalesce(sum(case when since.ashlar_operation in ('I', 'D') then 1 else 0 end) over (partition by since."id" order by since."s" desc rows between unbounded preceding and 1 preceding), 0) as ashlar_resets
    from alive as since
    where since.ashlar_later > 0
),
numbered as (
    select
        since."id", since."s",
        case when since.ashlar_operation in ('I', 'D') then 1 else 0 end as ashlar_resetting,
        case when since.ashlar_operation <> 'D' then since."name" end as "name",
        count(case when since.ashlar_operation <> 'D' then since."name" end) over (partition by since."id" order by since."s" rows unbounded preceding) as ashlar_n0,
        case when since.ashlar_operation <> 'D' then since."city" end as "city",
        count(case when since.ashlar_operation <> 'D' then since."city" end) over (partition by since."id" order by since."s" rows unbounded preceding) as ashlar_n1,
        case when since.ashlar_operation <> 'D' then since."_loaded_at" end as "_loaded_at",
        count(case when since.ashlar_operation <> 'D' then since."_loaded_at" end) over (partition by since."id" order by since."s" rows unbounded preceding) as ashlar_n2
    from since
    where since.ashlar_resets = 0
),
folded as (
    select
        numbered."id",
        row_number() over (partition by numbered."id" order by numbered."s" desc) as ashlar_place,
        max(numbered.ashlar_resetting) over (partition by numbered."id") as ashlar_reset,
        first_value(numbered."name") over (partition by numbered."id", numbered.ashlar_n0 order by numbered."s" rows between unbounded preceding and unbounded following) as "name",
        first_value(numbered."city") over (partition by numbered."id", numbered.ashlar_n1 order by numbered."s" rows between unbounded preceding and unbounded following) as "city",
        first_value(numbered."_loaded_at") over (partition by numbered."id", numbered.ashlar_n2 order by numbered."s" rows between unbounded preceding and unbounded following) as "_loaded_at"
    from numbered
)
select
    ended."id" as "id",
    case when folded.ashlar_reset = 0 and ended.ashlar_living = 1 then coalesce(folded."name", kept."name") else folded."name" end as "name",
    folded."city" as "city",
    ended."s" as "s",
    folded."_loaded_at" as "_loaded_at"
from ended
left join folded on folded.ashlar_place = 1 and folded."id" = ended."id"
left join "orders__standing" as kept on kept."id" = ended."id"
where ended.ashlar_last <> 'D';
-- publish
begin;
alter table "shop"."orders" add column "city" character varying(40);
alter table "shop"."orders" add column "_loaded_at" timestamp without time zone;
delete from "shop"."orders"
using "orders__changes"
where "orders__changes"."id" = "shop"."orders"."id"
    and (ashlar_last is not null);
insert into "shop"."orders" ("id", "name", "s", "city", "_loaded_at")
select "id", "name", "s", "city", "_loaded_at"
from "orders__batch";
delete from "shop"."orders__deleted"
using "orders__changes"
where "orders__changes"."id" = "shop"."orders__deleted"."id"
    and (ashlar_last is not null);
delete from "shop"."orders__deleted"
where "deleted_at" < timestamp '2026-10-03 03:00:00.000000';
insert into "shop"."orders__deleted" ("id", "s", "deleted_at")
select "id", "s", cast('2026-11-02 03:00:00.000000' as timestamp) as "deleted_at"
from "orders__changes"
where ashlar_last = 'D';
drop table if exists "orders__source";
drop table if exists "orders__batch";
drop table if exists "orders__standing";
drop table if exists "orders__changes";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '713b86c1187578d966f9df8e413029fc57a323db0651c3d51608e3f03dc4977c', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "orders__source";
--   drop table if exists "orders__batch";
--   drop table if exists "orders__standing";
--   drop table if exists "orders__changes";
