<@config
    strategy="timestamp"
    unique_key="customer_id"
    updated_at="updated_at"
    first_valid_from="timestamp '1900-01-01 00:00:00'"
/>

select
    customer_id,
    email,
    first_name,
    last_name,
    city,
    postal_code,
    country_code,
    segment,
    has_marketing_consent,
    created_at,
    updated_at
from ${ref("stg_customers")}
