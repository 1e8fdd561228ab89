-- case: unknown_table, gated
-- case: unknown_table, gated, full_refresh
-- case: unknown_table, open
-- case: unknown_table, open, full_refresh
-- case: unknown_table, kept_failed, killed_candidate, gated
-- case: unknown_table, kept_failed, killed_candidate, gated, full_refresh
-- case: unknown_table, kept_failed, killed_candidate, open
-- case: unknown_table, kept_failed, killed_candidate, open, full_refresh

-- refused: models/orders.sql:1:1 Cannot build model 'orders': table shop.orders exists and was not made by Ashlar. Drop or rename it, give the node another alias, or take it over with --adopt.
