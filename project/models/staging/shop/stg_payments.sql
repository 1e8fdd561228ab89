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
from ${ref("payments")}
where not is_deleted
