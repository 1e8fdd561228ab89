-- case: absent, gated-one

-- stage
begin;
create table "shop"."orders__new" as
select
    ashlar_v0 as "id",
    ashlar_v1 as "doc",
    case when case when records."f0" is null or ashlar_meant0 then false else ashlar_v0 is null end or case when records."f1" is null then false else ashlar_v1 is null end or false then null else ashlar_label end as _file
from (
    select
        looked.*,
        ashlar_plain0 as ashlar_v0,
        try_cast(looked."f1" as json) as ashlar_v1
    from (
    select
        plain.*,
        cast(ashlar_plain0 as varchar) = plain."f0" as ashlar_meant0
    from (
    select
        numbered.*,
        try_cast(numbered."f0" as bigint) as ashlar_plain0
    from (
        select
            counted.*,
            '1' as "f1",
            'landing/dt=1/a.csv' as ashlar_label
        from (
            select *
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
                
                ignore_errors = true
            )
        ) as counted
    ) as numbered
    ) as plain
    ) as looked
) as records;
create or replace temporary sequence ashlar_numbers;
alter table "shop"."orders__new" add column _row bigint default nextval('ashlar_numbers');
alter table "shop"."orders__new" alter column _row drop default;
drop sequence ashlar_numbers;
alter table "shop"."orders__new" add column _loaded_at timestamp default timestamp '2026-11-02 03:00:00.000000';
alter table "shop"."orders__new" alter column _loaded_at drop default;
alter table "shop"."orders__new" add column _batch_id bigint default cast(7 as bigint);
alter table "shop"."orders__new" alter column _batch_id drop default;
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__new', 'source.storefront.shop.orders', 'attempt', 'invocation', '', timestamp '2026-11-02 03:00:00.000000');
commit;
-- read
select _batch_id from "shop"."orders__new";
-- records
select string_agg(cast(_batch_id as varchar) || '=' || cast(n as varchar), ',') from (select _batch_id, case when bool_and(_row = rowid + 1) then count(*) else -1 end as n from "shop"."orders__new" group by _batch_id) as counted;
-- rejects
select string_agg(cast(_batch_id as varchar) || '=' || cast(n as varchar), ',') from (select _batch_id, count(*) as n from "shop"."orders__new" where _file is null group by _batch_id) as counted;
-- after a failure:
--   drop table if exists "shop"."orders__new";
-- with 
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
-- publish
alter table "shop"."orders__new" rename to "orders";
insert into "ashlar"."loads" (target, path, bytes, modified, checksum, batch_id, rows, rejects, loaded_at, invocation_id)
values
    ('shop.orders', 'landing/dt=1/a.csv', 120, 1000, 'abc', 7, 40, 0, timestamp '2026-11-02 03:00:00.000000', 'invocation');
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'source.storefront.shop.orders', 'attempt', 'invocation', '', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
