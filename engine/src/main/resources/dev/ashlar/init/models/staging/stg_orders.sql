-- A staging model cleans one source. It is a view: it costs nothing and is always up to date.
select
    order_id,
    ordered_at,
    upper(country_code) as country_code,
    amount,
    _loaded_at
from ${source("shop", "orders")}
where amount >= ${var("smallest_order")}
