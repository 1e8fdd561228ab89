-- case: insert overwrite

-- refused: models/orders.sql:1:1 Cannot build model 'orders': the incremental strategy 'insert_overwrite' is not carried out on redshift. Use append, merge or delete+insert.
