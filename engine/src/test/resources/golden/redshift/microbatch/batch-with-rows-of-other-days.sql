-- case: batch with rows of other days

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
-- batch_rows
select count(*)
from "orders__batch";
-- table_rows
select count(*)
from "shop"."orders";
-- after a failure:
--   drop table if exists "orders__batch";
-- with id integer, name character varying(40)
-- refused: models/orders.sql:1:1 Cannot build model 'orders': its batch of 2026-03-29 to 2026-03-30 has 2 rows whose id is not within it, for example 2026-03-30. Set event_time on the models and sources that bring these rows, or filter by model.batch.
