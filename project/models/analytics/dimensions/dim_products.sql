select
    ${surrogate_key(["product_id", "valid_from"])} as product_key,
    product_id,
    sku,
    product_name,
    category,
    coalesce(brand, 'No brand') as brand,
    list_price,
    unit_cost,
    currency_code,
    is_active,
    valid_from,
    valid_to,
    is_current
from ${ref("products_history")}

union all

-- products whose row has not arrived yet
select
    ${unknown_key()} as product_key,
    -1 as product_id,
    'unknown' as sku,
    'Unknown' as product_name,
    'unknown' as category,
    'Unknown' as brand,
    cast(null as numeric(18, 2)) as list_price,
    cast(null as numeric(18, 2)) as unit_cost,
    'EUR' as currency_code,
    false as is_active,
    timestamp '1900-01-01 00:00:00' as valid_from,
    null as valid_to,
    true as is_current
