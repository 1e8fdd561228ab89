-- case: external

-- refused: models/orders.sql:1:1 Cannot build model 'orders': external tables are not written on postgres. Materialize it as a table.
