-- case: external

-- refused: models/orders.sql:1:1 Cannot build model 'orders': external tables are not written on redshift. Materialize it as a table.
