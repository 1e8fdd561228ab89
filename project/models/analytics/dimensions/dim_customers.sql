with first_orders as (
    select
        customer_id,
        min(ordered_at) as first_ordered_at
    from ${ref("stg_orders")}
    where customer_id is not null
    group by customer_id
),

versions as (
    select
        ${surrogate_key(["history.customer_id", "history.valid_from"])} as customer_key,
        history.customer_id,
        history.email,
        ${concat(["history.first_name", "' '", "history.last_name"])} as customer_name,
        history.city,
        history.postal_code,
        history.country_code,
        coalesce(countries.country_name, 'Unknown') as country_name,
        coalesce(countries.region, 'Unknown') as region,
        history.segment,
        history.has_marketing_consent,
        history.created_at,
        first_orders.first_ordered_at,
        history.valid_from,
        history.valid_to,
        history.is_current
    from ${ref("customers_history")} as history
    left join ${ref("countries")} as countries on countries.country_code = history.country_code
    left join first_orders on first_orders.customer_id = history.customer_id
)

select
    customer_key,
    customer_id,
    email,
    customer_name,
    city,
    postal_code,
    country_code,
    country_name,
    region,
    segment,
    has_marketing_consent,
    created_at,
    first_ordered_at,
    valid_from,
    valid_to,
    is_current
from versions

union all

-- guests, and customers whose row has not arrived yet
select
    ${unknown_key()} as customer_key,
    -1 as customer_id,
    null as email,
    'Unknown' as customer_name,
    null as city,
    null as postal_code,
    null as country_code,
    'Unknown' as country_name,
    'Unknown' as region,
    'unknown' as segment,
    false as has_marketing_consent,
    null as created_at,
    null as first_ordered_at,
    timestamp '1900-01-01 00:00:00' as valid_from,
    null as valid_to,
    true as is_current
