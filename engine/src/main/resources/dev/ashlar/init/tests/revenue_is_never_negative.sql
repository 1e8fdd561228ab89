-- A test is a query of the rows that should not be there.
select *
from ${ref("daily_revenue")}
where revenue < 0
