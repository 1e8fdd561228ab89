<@config
    strategy="check"
    unique_key="product_id"
    check_cols=["sku", "product_name", "category", "brand", "list_price", "unit_cost", "is_active"]
    first_valid_from="timestamp '1900-01-01 00:00:00'"
/>

select
    product_id,
    sku,
    product_name,
    category,
    brand,
    list_price,
    unit_cost,
    currency_code,
    is_active
from ${ref("stg_products")}
