-- case: table, our_table, open, views_and_a_key, column gone
-- case: table, our_view, open, views_and_a_key, column gone
-- case: table, our_stored_view, open, views_and_a_key, column gone
-- case: table, our_other_stored_view, open, views_and_a_key, column gone

-- stage
create table "shop"."orders__new" as
select id, name from shop.raw;
-- read
select * from "shop"."orders__new";
-- and what hangs on shop.orders
-- after a failure:
--   drop table if exists "shop"."orders__new";
-- with id integer
-- refused: models/orders.sql:1:1 Cannot build model 'orders': view bi.big_orders reads its column 'name', which would be gone. Change or drop that view first.
