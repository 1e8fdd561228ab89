<@config materialized="ephemeral" />

with ranked as (
    -- the captured payment with the largest amount names the method of the order
    select
        order_id,
        payment_method,
        payment_status,
        amount,
        _loaded_at,
        row_number() over (
            partition by order_id
            order by case when payment_status = 'captured' then 0 else 1 end, amount desc, payment_id
        ) as preference
    from ${ref("stg_payments")}
)

select
    order_id,
    max(case when preference = 1 and payment_status = 'captured' then payment_method end) as payment_method,
    ${money("sum(case when payment_status = 'captured' then amount else 0 end)")} as captured_amount,
    ${whole("sum(case when payment_status = 'captured' then 1 else 0 end)")} as captured_payments,
    ${whole("sum(case when payment_status = 'failed' then 1 else 0 end)")} as failed_payments,
    max(_loaded_at) as _loaded_at
from ranked
group by order_id
