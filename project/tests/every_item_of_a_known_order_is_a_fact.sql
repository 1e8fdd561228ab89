-- an order may come later than its items; once it is there, none of them may be missing
select
    items.order_item_id,
    items.order_id
from ${ref("stg_order_items")} as items
inner join ${ref("stg_orders")} as orders on orders.order_id = items.order_id
left join ${ref("fact_order_items")} as facts on facts.order_item_id = items.order_item_id
where facts.order_item_id is null
