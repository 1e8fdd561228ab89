with numbered as (
    -- every extract repeats what changed; the newest state of a key counts
    select
        extracts.*,
        row_number() over (
            partition by shipment_line_id
            order by updated_at desc, _loaded_at desc, _batch_id desc, _row desc
        ) as recency
    from ${source("shop", "shipments")} as extracts
)

select
    shipment_line_id,
    shipment_id,
    order_id,
    order_item_id,
    quantity,
    carrier,
    status as shipment_line_status,
    shipped_at,
    delivered_at,
    updated_at,
    _loaded_at
from numbered
where recency = 1
