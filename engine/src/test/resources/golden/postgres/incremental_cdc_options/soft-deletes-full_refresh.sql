-- case: soft deletes, full_refresh

-- stage
create temporary table "orders__source" as
select id, name, s, op from shop.raw;
-- read
select * from "orders__source";
-- after a failure:
--   drop table if exists pg_temp."orders__source";
--   drop table if exists pg_temp."orders__changes";
-- with op character varying(40), id integer, name character varying(40), city character varying(40), s integer, _loaded_at timestamp without time zone
-- stage
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
        cast(case when read.ashlar_copy > 1 then 'replay' else 'fresh' end as varchar(6)) as ashlar_state,
        0 as ashlar_living
    from read
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
--   drop table if exists pg_temp."orders__source";
--   drop table if exists pg_temp."orders__changes";
-- with op character varying(40), id integer, name character varying(40), city character varying(40), s integer, _loaded_at timestamp without time zone
-- stage
begin;
create table "shop"."orders__new" as
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
    folded."name" as "name",
    folded."city" as "city",
    ended."s" as "s",
    ended."_loaded_at" as "_loaded_at",
    ended.ashlar_last = 'D' as "is_deleted"
from ended
left join folded on folded.ashlar_place = 1 and folded."id" = ended."id";
drop table if exists pg_temp."orders__source";
drop table if exists pg_temp."orders__changes";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__new', 'model.storefront.orders', 'attempt', 'invocation', '713b86c1187578d966f9df8e413029fc57a323db0651c3d51608e3f03dc4977c', timestamp '2026-11-02 03:00:00.000000');
commit;
-- publish
begin;
drop table "shop"."orders";
alter table "shop"."orders__new" rename to "orders";
drop table "shop"."orders__deleted";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '713b86c1187578d966f9df8e413029fc57a323db0651c3d51608e3f03dc4977c', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
--   drop table if exists pg_temp."orders__source";
--   drop table if exists pg_temp."orders__changes";
