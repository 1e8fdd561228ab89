-- case: absent, gated

-- stage
create or replace temporary table "orders__texts0" as
select
    ashlar_path,
    case when cast("id" as varchar) in ('n/a') then null else cast("id" as varchar) end as "id",
    case when cast(to_json("doc") as varchar) in ('n/a') then null else cast(to_json("doc") as varchar) end as "doc"
from read_parquet(['/landing/a.parquet'], filename = 'ashlar_path', hive_partitioning = false);
-- stage
create or replace temporary table "orders__unfit" as
select
    files.label as _file,
    records.ashlar_place - starts.ashlar_start + 1 as _row,
    files.batch as _batch_id,
    case records.ashlar_unfit when -2 then '' when 0 then 'id' when 1 then 'doc' end as column_name,
    case records.ashlar_unfit when -2 then '' when 0 then '''' || records."id" || ''' is not a bigint' when 1 then '''' || records."doc" || ''' is not a json' end as reason,
    case when contains(records."id", chr(10)) or contains(records."id", chr(13)) or contains(records."id", '"') or contains(records."id", ',') then '"' || replace(records."id", '"', '""') || '"' else coalesce(records."id", '') end || ',' || case when contains(records."doc", chr(10)) or contains(records."doc", chr(13)) or contains(records."doc", '"') or contains(records."doc", ',') then '"' || replace(records."doc", '"', '""') || '"' else coalesce(records."doc", '') end as original
from (
    select
        *,
        rowid as ashlar_place,
        case
            
            when "id" is not null and (try_cast("id" as bigint) is null) then 0
            when "doc" is not null and (try_cast("doc" as json) is null) then 1
            when false then -1
        end as ashlar_unfit
    from "orders__texts0"
) as records
join (values ('/landing/a.parquet', 'landing/a.parquet', cast(7 as bigint))) as files (path, label, batch)
    on files.path = records.ashlar_path
join (select ashlar_path, min(rowid) as ashlar_start from "orders__texts0" group by ashlar_path) as starts
    on starts.ashlar_path = records.ashlar_path
where records.ashlar_unfit is not null;
-- read
select _batch_id from "orders__unfit";
-- records
select string_agg(cast(batch as varchar) || '=' || cast(n as varchar), ',') from (select batches.batch, count(*) as n from "orders__texts0" as records join (values ('/landing/a.parquet', 7)) as batches (path, batch) on batches.path = records.ashlar_path group by batches.batch) as counted;
-- rejects
select string_agg(cast(_batch_id as varchar) || '=' || cast(n as varchar), ',') from (select _batch_id, count(*) as n from "orders__unfit" group by _batch_id) as counted;
-- first
select _batch_id, _row, coalesce(column_name, ''), reason from (select *, row_number() over (partition by _batch_id order by _row) as place from "orders__unfit") as ranked where place = 1 order by _batch_id;
-- with 
-- stage
begin;
create table "shop"."orders__new" as
select
    try_cast(records."id" as bigint) as "id",
    try_cast(records."doc" as json) as "doc",
    files.label as _file,
    records.rowid - starts.ashlar_start + 1 as _row,
    timestamp '2026-11-02 03:00:00.000000' as _loaded_at,
    files.batch as _batch_id
from "orders__texts0" as records
join (values ('/landing/a.parquet', 'landing/a.parquet', cast(7 as bigint))) as files (path, label, batch)
    on files.path = records.ashlar_path
join (select ashlar_path, min(rowid) as ashlar_start from "orders__texts0" group by ashlar_path) as starts
    on starts.ashlar_path = records.ashlar_path
where not exists (
    select 1 from "orders__unfit" as unfit
    where unfit._batch_id = files.batch
        and unfit._row = records.rowid - starts.ashlar_start + 1
);
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__new', 'source.storefront.shop.orders', 'attempt', 'invocation', '', timestamp '2026-11-02 03:00:00.000000');
commit;
-- check everything, seeing "shop"."orders__new"
-- if a test fails:
--   begin;
--   drop table if exists "shop"."orders__failed";
--   alter table "shop"."orders__new" rename to "orders__failed";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'source.storefront.shop.orders', 'attempt', 'invocation', '', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- stage
begin;
create table if not exists "shop"."orders__rejects" (
    _file varchar,
    _row bigint,
    _loaded_at timestamp,
    _batch_id bigint,
    column_name varchar,
    reason varchar,
    original varchar
);
-- stage
insert into "shop"."orders__rejects" (_file, _row, _loaded_at, _batch_id, column_name, reason, original)
select _file, _row, timestamp '2026-11-02 03:00:00.000000', _batch_id, column_name, reason, original
from "orders__unfit"
where _batch_id in (7);
-- publish
alter table "shop"."orders__new" rename to "orders";
insert into "ashlar"."loads" (target, path, bytes, modified, checksum, batch_id, rows, rejects, loaded_at, invocation_id)
values
    ('shop.orders', 'landing/a.parquet', 120, 1000, 'abc', 7, 38, 2, timestamp '2026-11-02 03:00:00.000000', 'invocation');
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'source.storefront.shop.orders', 'attempt', 'invocation', '', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
