-- items that the shop took out of their orders again
select
    order_item_id,
    order_id,
    _loaded_at
from ${ref("order_items")}
where is_deleted
