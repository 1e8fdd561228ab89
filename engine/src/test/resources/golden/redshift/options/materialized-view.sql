-- case: materialized view

-- refused: models/orders.sql:1:1 Cannot build model 'orders': materialized views of redshift are not planned.
