select
    order_item_id,
    order_id,
    product_id,
    quantity,
    unit_price,
    discount_amount,
    tax_rate,
    tax_amount,
    updated_at,
    _loaded_at
from ${ref("order_items")}
where not is_deleted
