-- case: first insert overwrite by a column that is none

-- read
select id, name from shop.raw;
-- with id INTEGER, name VARCHAR
-- refused: models/orders.sql:1:1 Cannot build model 'orders': partition_by names 'nam', which is no column of the model. Did you mean 'name'?
