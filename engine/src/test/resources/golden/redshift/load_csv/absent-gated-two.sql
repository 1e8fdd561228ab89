-- case: absent, gated-two

-- stage
begin;
create table "shop"."orders__new" (
    "id" bigint,
    "doc" super,
    "_file" character varying(65535),
    "_row" bigint,
    "_loaded_at" timestamp without time zone,
    "_batch_id" bigint,
    "_row_hash" character varying(128)
);
-- load rows into "shop"."orders__new"
-- stage
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__new', 'source.storefront.shop.orders', 'attempt', 'invocation', '', timestamp '2026-11-02 03:00:00.000000');
commit;
-- read
select 1 as filled;
-- filled
select 1 as filled;
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
    _file varchar(65535),
    _row bigint,
    _loaded_at timestamp,
    _batch_id bigint,
    column_name varchar(65535),
    reason varchar(65535),
    original varchar(65535)
);
-- publish
alter table "shop"."orders__new" rename to "orders";
insert into "ashlar"."loads" (target, path, bytes, modified, checksum, batch_id, rows, rejects, loaded_at, invocation_id)
values
    ('shop.orders', 'landing/dt=1/a.csv', 120, 1000, 'abc', 7, 40, 0, timestamp '2026-11-02 03:00:00.000000', 'invocation'),
    ('shop.orders', 'landing/dt=2/b.csv', 90, 2000, 'def', 8, 30, 0, timestamp '2026-11-02 03:00:00.000000', 'invocation');
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'source.storefront.shop.orders', 'attempt', 'invocation', '', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
