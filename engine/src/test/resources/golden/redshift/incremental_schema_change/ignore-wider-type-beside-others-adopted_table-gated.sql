-- case: ignore, wider type beside others, adopted_table, gated
-- case: fail, wider type beside others, adopted_table, gated
-- case: append_new_columns, wider type beside others, adopted_table, gated
-- case: sync_all_columns, wider type beside others, adopted_table, gated

-- stage
create temporary table "orders__batch" as
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
-- batch_rows
select count(*)
from "orders__batch";
-- known_rows
select count(*)
from "orders__batch" as DBT_INTERNAL_SOURCE
where exists (select 1 from "shop"."orders" as DBT_INTERNAL_DEST where DBT_INTERNAL_SOURCE."id" = DBT_INTERNAL_DEST."id");
-- table_rows
select count(*)
from "shop"."orders";
-- after a failure:
--   drop table if exists "orders__batch";
-- with id bigint, city character varying(40)
-- refused: models/orders.sql:1:1 Cannot build model 'orders': column 'id' is bigint in the query and integer in the table; column 'city' is new; column 'name' is gone. A table is taken over only where its columns are those of the query.
