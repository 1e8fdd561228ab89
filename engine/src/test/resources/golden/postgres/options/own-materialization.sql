-- case: own materialization

-- stage
create table "shop"."orders__new" as
select id, name from shop.raw;
-- read
select actual.*, promised.*
from (
select * from "shop"."orders__new"
) as actual
cross join (select cast(null as int) as "declared 1", cast(null as varchar(20)) as "declared 2") as promised;
-- after a failure:
--   drop table if exists "shop"."orders__new";
-- note: models/orders.sql:1:1 The constraints of model 'orders' are not declared in the warehouse: its materialization 'cube' makes the table. Declare them in the macro.
-- with id integer, name character varying(40), declared 1 integer, declared 2 character varying(40)
-- check everything, seeing "shop"."orders__new"
-- if a test fails:
--   begin;
--   alter table "shop"."orders__new" rename to "orders__failed";
--   alter index if exists "shop"."orders_pkey__new" rename to "orders_pkey__failed";
--   insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
--   values ('shop', 'orders__failed', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
--   commit;
-- publish
begin;
drop table "shop"."orders";
alter table "shop"."orders__new" rename to "orders";
alter index if exists "shop"."orders_pkey__new" rename to "orders_pkey";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
