select
    ${surrogate_key(["payment_method"])} as payment_method_key,
    payment_method,
    payment_method_name,
    is_prepaid
from ${ref("payment_methods")}

union all

-- orders without a captured payment, and methods the seed does not name
select
    ${unknown_key()} as payment_method_key,
    'unknown' as payment_method,
    'Unknown' as payment_method_name,
    false as is_prepaid
