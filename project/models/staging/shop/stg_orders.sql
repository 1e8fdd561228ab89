select
    order_id,
    order_number,
    customer_id,
    status as order_status,
    currency as currency_code,
    ordered_at,
    upper(trim(shipping_country)) as country_code,
    shipping_amount,
    ${clean_text("discount_code")} as discount_code,
    ${clean_text("note")} as note,
    updated_at,
    _loaded_at
from ${ref("orders")}
where not is_deleted
