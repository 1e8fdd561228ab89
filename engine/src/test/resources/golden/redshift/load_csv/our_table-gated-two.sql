-- case: our_table, gated-two

-- stage
create temporary table "orders__batch" as
select cast(null as bigint) as "id", cast(null as super) as "doc", cast(null as character varying(65535)) as "_file", cast(null as bigint) as "_row", cast(null as timestamp without time zone) as "_loaded_at", cast(null as bigint) as "_batch_id", cast(null as character varying(128)) as "_row_hash" where 1 = 0;
-- load rows into "orders__batch"
-- read
select 1 as filled;
-- filled
select 1 as filled;
-- after a failure:
--   drop table if exists "shop"."orders__new";
-- with 
-- check batch, seeing "orders__batch", for uniqueness:
--     select "id", "doc", "_file", "_row", "_loaded_at", "_batch_id", "_row_hash" from "orders__batch"
--     union all
--     select "id", "doc", "_file", "_row", "_loaded_at", "_batch_id", "_row_hash" from "shop"."orders"
-- if a test fails:
--   begin;
--   drop table if exists "shop"."orders__failed";
--   create table "shop"."orders__failed"
--   as
--   select * from "orders__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'source.storefront.shop.orders', 'attempt', 'invocation', '', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- stage
begin;
create table if not exists "shop"."orders__rejects" (
    _file varchar(65535),
    _row bigint,
    _loaded_at timestamp,
    _batch_id bigint,
    column_name varchar(65535),
    reason varchar(65535),
    original varchar(65535)
);
-- publish
insert into "shop"."orders" ("id", "doc", "_file", "_row", "_loaded_at", "_batch_id", "_row_hash")
select "id", "doc", "_file", "_row", "_loaded_at", "_batch_id", "_row_hash"
from "orders__batch";
-- check whole, seeing the published name
-- if a test fails:
--   rollback;
--   begin;
--   drop table if exists "shop"."orders__failed";
--   create table "shop"."orders__failed"
--   as
--   select * from "orders__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'source.storefront.shop.orders', 'attempt', 'invocation', '', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
insert into "ashlar"."loads" (target, path, bytes, modified, checksum, batch_id, rows, rejects, loaded_at, invocation_id)
values
    ('shop.orders', 'landing/dt=1/a.csv', 120, 1000, 'abc', 7, 40, 0, timestamp '2026-11-02 03:00:00.000000', 'invocation'),
    ('shop.orders', 'landing/dt=2/b.csv', 90, 2000, 'def', 8, 30, 0, timestamp '2026-11-02 03:00:00.000000', 'invocation');
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'source.storefront.shop.orders', 'attempt', 'invocation', '', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
