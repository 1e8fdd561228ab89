-- case: insert overwrite by a column that is none

-- stage
create or replace temporary table "orders__batch" as
select id, name from shop.raw;
-- read
select * from "orders__batch";
-- batch_rows
select count(*)
from "orders__batch";
-- after a failure:
--   drop table if exists temp."orders__batch";
-- with id INTEGER, name VARCHAR
-- refused: models/orders.sql:1:1 Cannot build model 'orders': partition_by names 'nam', which is no column of the model. Did you mean 'name'?
