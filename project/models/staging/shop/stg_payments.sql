with numbered as (
    -- every extract repeats what changed; the newest state of a key counts
    select
        extracts.*,
        row_number() over (
            partition by payment_id
            order by updated_at desc, _loaded_at desc, _batch_id desc, _row desc
        ) as recency
    from ${source("shop", "payments")} as extracts
)

select
    payment_id,
    order_id,
    payment_method,
    status as payment_status,
    amount,
    currency as currency_code,
    attempted_at,
    updated_at,
    _loaded_at
from numbered
where recency = 1
