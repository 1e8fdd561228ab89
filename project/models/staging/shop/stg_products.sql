with numbered as (
    -- every extract repeats what changed; the newest state of a key counts
    select
        extracts.*,
        row_number() over (
            partition by product_id
            order by updated_at desc, _loaded_at desc, _batch_id desc, _row desc
        ) as recency
    from ${source("shop", "products")} as extracts
)

select
    product_id,
    sku,
    ${clean_text("product_name")} as product_name,
    category,
    ${clean_text("brand")} as brand,
    list_price,
    unit_cost,
    currency as currency_code,
    is_active,
    updated_at,
    _loaded_at
from numbered
where recency = 1
