select
    customer_id,
    ${clean_text("lower(email)")} as email,
    ${clean_text("first_name")} as first_name,
    ${clean_text("last_name")} as last_name,
    ${clean_text("phone")} as phone,
    ${clean_text("city")} as city,
    ${clean_text("postal_code")} as postal_code,
    upper(trim(country_code)) as country_code,
    segment,
    coalesce(marketing_consent, false) as has_marketing_consent,
    created_at,
    updated_at,
    _loaded_at
from ${ref("customers")}
where not is_deleted
