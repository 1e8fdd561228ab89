select
    ${surrogate_key(["shipment_status"])} as shipment_status_key,
    shipment_status,
    shipment_status_name,
    sort_order,
    is_final
from ${ref("shipment_statuses")}

union all

select
    ${unknown_key()} as shipment_status_key,
    'unknown' as shipment_status,
    'Unknown' as shipment_status_name,
    0 as sort_order,
    false as is_final
