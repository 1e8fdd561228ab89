<@config event_time="occurred_at" />

with numbered as (
    -- a browser that got no answer sends an event again
    select
        events.*,
        row_number() over (partition by event_id order by _loaded_at, _batch_id, _row) as delivery
    from ${source("shop", "events")} as events
)

select
    event_id,
    session_id,
    visitor_id,
    customer_id,
    event_name,
    page,
    occurred_at,
    cast(occurred_at as date) as event_date,
    _loaded_at
from numbered
where delivery = 1
