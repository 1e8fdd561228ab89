-- Grain: one row for each day and country.
<@config materialized="table" tags=["daily"] />

select
    cast(o.ordered_at as date) as order_date,
    c.country_name,
    count(*) as orders,
    sum(o.amount) as revenue
from ${ref("stg_orders")} as o
join ${ref("countries")} as c on c.country_code = o.country_code
group by cast(o.ordered_at as date), c.country_name
