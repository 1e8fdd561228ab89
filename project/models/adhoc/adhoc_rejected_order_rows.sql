<@config expires="2030-12-31" />

-- what the loader could not read, with the reason, to send back to the shop
select
    'orders' as source_table,
    rejected.*
from ${rejects("shop", "orders_changes")} as rejected

union all

select
    'order_items' as source_table,
    rejected.*
from ${rejects("shop", "order_items_changes")} as rejected
