<@config materialized="ephemeral" />

select
    order_item_id,
    ${whole("sum(quantity)")} as shipped_quantity,
    ${whole("sum(case when shipment_line_status in ('delivered', 'returned') then quantity else 0 end)")}
        as delivered_quantity,
    ${whole("sum(case when shipment_line_status = 'returned' then quantity else 0 end)")} as returned_quantity,
    min(shipped_at) as first_shipped_at,
    max(_loaded_at) as _loaded_at
from ${ref("stg_shipments")}
group by order_item_id
