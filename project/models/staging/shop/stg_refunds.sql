with numbered as (
    -- every extract repeats what changed; the newest state of a key counts
    select
        extracts.*,
        row_number() over (
            partition by refund_id
            order by refunded_at desc, _loaded_at desc, _batch_id desc, _row desc
        ) as recency
    from ${source("shop", "refunds")} as extracts
)

select
    refund_id,
    order_id,
    order_item_id,
    payment_id,
    quantity,
    amount,
    currency as currency_code,
    reason,
    refunded_at,
    _loaded_at
from numbered
where recency = 1
