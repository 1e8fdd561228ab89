with numbered as (
    -- every extract repeats what changed; the newest state of a key counts
    select
        extracts.*,
        row_number() over (
            partition by order_item_id
            order by updated_at desc, _loaded_at desc, _batch_id desc, _row desc
        ) as recency
    from ${source("shop", "order_items")} as extracts
)

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
from numbered
where recency = 1
