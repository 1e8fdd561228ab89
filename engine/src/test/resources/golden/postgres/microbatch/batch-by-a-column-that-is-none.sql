-- case: batch by a column that is none

-- stage
create temporary table "orders__batch" as
select id, name from shop.raw;
-- read
select * from "orders__batch";
-- rows_outside
select "nam", count(*) over () as found
from "orders__batch"
where "nam" < timestamp '2026-03-28 23:00:00' or "nam" >= timestamp '2026-03-29 22:00:00' or "nam" is null
limit 5;
-- after a failure:
--   drop table if exists pg_temp."orders__batch";
-- with id integer, name character varying(40)
-- refused: models/orders.sql:1:1 Cannot build model 'orders': event_time names 'nam', which is no column of the model. Did you mean 'name'?
