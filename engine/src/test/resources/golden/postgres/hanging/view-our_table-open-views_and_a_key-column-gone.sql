-- case: view, our_table, open, views_and_a_key, column gone
-- case: view, our_view, open, views_and_a_key, column gone
-- case: view, our_stored_view, open, views_and_a_key, column gone
-- case: view, our_other_stored_view, open, views_and_a_key, column gone
-- case: view, adopted_table, open, views_and_a_key, column gone
-- case: view, adopted_view, open, views_and_a_key, column gone

-- read
select id, name from shop.raw;
-- and what hangs on shop.orders
-- with id integer
-- refused: models/orders.sql:1:1 Cannot build model 'orders': view bi.big_orders reads its column 'name', which would be gone. Change or drop that view first.
