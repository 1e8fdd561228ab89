<@config materialized="view" />

select
    scd_id as stock_item_key,
    stock_code,
    description,
    unit_price,
    valid_from,
    valid_to,
    is_current
from ${ref("stock_items_history")}
