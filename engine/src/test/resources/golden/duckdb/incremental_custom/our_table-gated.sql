-- case: our_table, gated
-- case: adopted_table, gated

-- stage
create or replace temporary table "orders__batch" as
select id, name from shop.raw;
-- read
select * from "orders__batch";
-- null_keys
select "id", count(*) over () as found
from "orders__batch"
where "id" is null
limit 5;
-- after a failure:
--   drop table if exists temp."orders__batch";
-- with id INTEGER, name VARCHAR
-- check batch_rows, seeing "orders__batch"
-- if a test fails:
--   begin;
--   create table "shop"."orders__failed" as
--   select *
--   from "orders__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
begin;
delete from "shop"."orders" where id in (select id from "orders__batch");
insert into "shop"."orders" select ["id", "name"] from "orders__batch";
-- check whole_and_keys, seeing the published name
-- if a test fails:
--   rollback;
--   begin;
--   create table "shop"."orders__failed" as
--   select *
--   from "orders__batch";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
drop table if exists temp."orders__batch";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists temp."orders__batch";
