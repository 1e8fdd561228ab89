-- compiled, never run: ./ashlar compile, then take the SQL from target/compiled/
select
    country_name,
    sum(orders) as orders,
    sum(revenue_eur) as revenue_eur
from ${ref("mart_daily_revenue")}
where revenue_date >= date '${var("report_from", "2026-01-01")}'
group by country_name
order by revenue_eur desc
