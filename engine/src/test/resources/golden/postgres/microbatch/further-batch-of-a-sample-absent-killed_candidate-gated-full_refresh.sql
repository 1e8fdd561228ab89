-- case: further batch of a sample, absent, killed_candidate, gated, full_refresh
-- case: further batch of a sample, our_table, killed_candidate, gated, full_refresh
-- case: further batch of a sample, absent, killed_candidate, open, full_refresh
-- case: further batch of a sample, our_table, killed_candidate, open, full_refresh

-- stage
create temporary table "orders__batch" as
select id, name from shop.raw;
-- read
select * from "orders__batch";
-- rows_outside
select "id", count(*) over () as found
from "orders__batch"
where "id" < timestamp '2026-03-28 23:00:00' or "id" >= timestamp '2026-03-29 22:00:00' or "id" is null
limit 5;
-- after a failure:
--   drop table if exists pg_temp."orders__batch";
-- with id integer, name character varying(40)
-- publish
begin;
insert into "shop"."orders__new" ("id", "name")
select "id", "name"
from "orders__batch";
drop table if exists pg_temp."orders__batch";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__new', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists pg_temp."orders__batch";
