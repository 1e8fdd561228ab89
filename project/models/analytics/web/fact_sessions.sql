<@config
    materialized="incremental"
    incremental_strategy="microbatch"
    event_time="started_at"
    batch_size="month"
    begin="2026-02-01"
    lookback=1
    tags=["daily"]
/>

select
    ${surrogate_key(["session_id", "event_date"])} as session_key,
    session_id,
    cast(
        extract(year from event_date) * 10000 + extract(month from event_date) * 100 + extract(day from event_date) as integer
    ) as session_date_key,
    min(visitor_id) as visitor_id,
    max(customer_id) as customer_id,
    min(occurred_at) as started_at,
    max(occurred_at) as ended_at,
    count(*) as events,
    ${whole("sum(case when event_name = 'page_view' then 1 else 0 end)")} as page_views,
    ${whole("sum(case when event_name = 'add_to_cart' then 1 else 0 end)")} as carts,
    ${bool_or("event_name = 'checkout'")} as has_checkout
from ${ref("stg_events")} as events
group by session_id, event_date
