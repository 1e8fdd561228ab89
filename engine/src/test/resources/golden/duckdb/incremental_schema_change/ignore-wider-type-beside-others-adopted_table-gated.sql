-- case: ignore, wider type beside others, adopted_table, gated
-- case: fail, wider type beside others, adopted_table, gated
-- case: append_new_columns, wider type beside others, adopted_table, gated
-- case: sync_all_columns, wider type beside others, adopted_table, gated

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
-- duplicate_keys
select "id", count(*) over () as found
from "orders__batch"
group by "id"
having count(*) > 1
order by "id"
limit 5;
-- after a failure:
--   drop table if exists temp."orders__batch";
-- with id BIGINT, city VARCHAR
-- refused: models/orders.sql:1:1 Cannot build model 'orders': column 'id' is BIGINT in the query and INTEGER in the table; column 'city' is new; column 'name' is gone. A table is taken over only where its columns are those of the query.
