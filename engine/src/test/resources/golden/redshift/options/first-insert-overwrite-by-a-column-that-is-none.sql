-- case: first insert overwrite by a column that is none

-- read
select id, name from shop.raw;
-- with id integer, name character varying(40)
-- refused: models/orders.sql:1:1 Cannot build model 'orders': partition_by names 'nam', which is no column of the model. Did you mean 'name'?
