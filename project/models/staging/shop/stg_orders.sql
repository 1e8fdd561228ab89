with numbered as (
    -- every extract repeats what changed; the newest state of a key counts
    select
        extracts.*,
        row_number() over (
            partition by order_id
            order by updated_at desc, _loaded_at desc, _batch_id desc, _row desc
        ) as recency
    from ${source("shop", "orders")} as extracts
)

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
from numbered
where recency = 1
