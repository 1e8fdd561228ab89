-- case: first batch of the table, absent, gated, full_refresh
-- case: first batch of the table, our_table, gated, full_refresh
-- case: first batch of the table, absent, open, full_refresh
-- case: first batch of the table, our_table, open, full_refresh

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
--   drop table if exists "orders__batch";
-- with id integer, name character varying(40)
-- publish
begin;
create table "shop"."orders__new"
as
select "id", "name"
from "orders__batch";
delete from "ashlar"."intervals"
where relation_schema = 'shop' and relation_name = 'orders__new';
drop table if exists "orders__batch";
insert into "ashlar"."intervals" (relation_schema, relation_name, node, interval_start, interval_end, batch_size, attempt, invocation_id, recorded_at)
values ('shop', 'orders__new', 'model.storefront.orders', timestamp '2026-03-28 23:00:00.000000', timestamp '2026-03-29 22:00:00.000000', 'day', 'attempt', 'invocation', timestamp '2026-11-02 03:00:00.000000');
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__new', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "orders__batch";
