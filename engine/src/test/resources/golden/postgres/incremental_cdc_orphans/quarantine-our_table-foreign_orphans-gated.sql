-- case: quarantine, our_table, foreign_orphans, gated
-- case: quarantine, our_table, foreign_orphans, gated, full_refresh

-- refused: models/orders.sql:1:1 Cannot build model 'orders': table shop.orders__orphans stands where the build puts what it works on, and was not made by Ashlar. Drop or rename it.
