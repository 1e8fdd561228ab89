-- case: absent, gated-unfit

-- stage
create or replace temporary table "orders__texts0" as
select filename as ashlar_path, "f0", "f2", ['1'][cast(file_index as bigint) + 1] as "f1"
from read_csv(
    ['/landing/dt=1/a.csv'],
    auto_detect = false,
    header = true,
    delim = ';',
    quote = '"',
    escape = '"',
    nullstr = ['', 'n/a'],
    compression = 'none',
    columns = {"f0": 'VARCHAR', "f2": 'VARCHAR'},
    filename = true,
    ignore_errors = true
);
-- stage
create or replace temporary table "orders__unfit" as
select
    files.label as _file,
    records.ashlar_place - starts.ashlar_start + 1 as _row,
    files.batch as _batch_id,
    case records.ashlar_unfit when -2 then '' when 0 then 'id' when 1 then 'doc' end as column_name,
    case records.ashlar_unfit when -2 then '' when 0 then '''' || records."f0" || ''' is not a bigint' when 1 then '''' || records."f1" || ''' is not a json' end as reason,
    case when contains(records."f0", chr(10)) or contains(records."f0", chr(13)) or contains(records."f0", '"') or contains(records."f0", ';') then '"' || replace(records."f0", '"', '""') || '"' else coalesce(records."f0", '') end || ';' || case when contains(records."f2", chr(10)) or contains(records."f2", chr(13)) or contains(records."f2", '"') or contains(records."f2", ';') then '"' || replace(records."f2", '"', '""') || '"' else coalesce(records."f2", '') end as original
from (
    select
        *,
        rowid as ashlar_place,
        case
            
            when "f0" is not null and (try_cast("f0" as bigint) is null) then 0
            when "f1" is not null and (try_cast("f1" as json) is null) then 1
            when false then -1
        end as ashlar_unfit
    from "orders__texts0"
) as records
join (values ('/landing/dt=1/a.csv', 'landing/dt=1/a.csv', cast(7 as bigint))) as files (path, label, batch)
    on files.path = records.ashlar_path
join (select ashlar_path, min(rowid) as ashlar_start from "orders__texts0" group by ashlar_path) as starts
    on starts.ashlar_path = records.ashlar_path
where records.ashlar_unfit is not null;
-- read
select _batch_id from "orders__unfit";
-- records
select string_agg(cast(batch as varchar) || '=' || cast(n as varchar), ',') from (select batches.batch, count(*) as n from "orders__texts0" as records join (values ('/landing/dt=1/a.csv', 7)) as batches (path, batch) on batches.path = records.ashlar_path group by batches.batch) as counted;
-- rejects
select string_agg(cast(_batch_id as varchar) || '=' || cast(n as varchar), ',') from (select _batch_id, count(*) as n from "orders__unfit" group by _batch_id) as counted;
-- first
select _batch_id, _row, coalesce(column_name, ''), reason from (select *, row_number() over (partition by _batch_id order by _row) as place from "orders__unfit") as ranked where place = 1 order by _batch_id;
-- after a failure:
--   drop table if exists "shop"."orders__new";
-- with 
-- stage
delete from "shop"."orders__new"
where _batch_id in (8);
delete from "shop"."orders__new"
where _file is null;
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
    ('shop.orders', 'landing/dt=1/a.csv', 120, 1000, 'abc', 7, 38, 2, timestamp '2026-11-02 03:00:00.000000', 'invocation');
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'source.storefront.shop.orders', 'attempt', 'invocation', '', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
