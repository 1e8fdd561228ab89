-- case: table that breaks its contract

-- read
select actual.*, promised.*
from (
select id, name from shop.raw
) as actual
cross join (select cast(null as int) as "declared 1", cast(null as varchar(20)) as "declared 2") as promised;
-- with name date, extra date, declared 1 integer, declared 2 character varying(40)
-- refused: models/orders.sql:1:1 model 'orders' breaks its contract: column 'id' is missing; column 'name' is date, declared character varying(40); column 'extra' is not declared. Change the query, or the columns declared for it.
