-- case: seed, unknown_table, gated, views_and_a_key
-- case: seed, unknown_table, open, views_and_a_key

-- refused: models/orders.sql:1:1 Cannot build seed 'orders': table shop.orders exists and was not made by Ashlar. Drop or rename it, give the node another alias, or take it over with --adopt.
