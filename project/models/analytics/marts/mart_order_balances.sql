with items as (
    select
        order_id,
        sum(total_amount) as items_amount
    from ${ref("fact_order_items")}
    group by order_id
),

refunds as (
    select
        order_id,
        sum(amount) as refunded_amount
    from ${ref("stg_refunds")}
    group by order_id
),

amounts as (
    select
        orders.order_id,
        orders.order_number,
        orders.order_status,
        orders.ordered_at,
        orders.currency_code,
        ${money("coalesce(items.items_amount, 0)")} as items_amount,
        ${money("orders.shipping_amount")} as shipping_amount,
        ${money("coalesce(payments.captured_amount, 0)")} as captured_amount,
        ${money("coalesce(refunds.refunded_amount, 0)")} as refunded_amount,
        coalesce(payments.captured_payments, 0) as captured_payments,
        coalesce(payments.failed_payments, 0) as failed_payments
    from ${ref("stg_orders")} as orders
    left join items on items.order_id = orders.order_id
    left join ${ref("int_order_payments")} as payments on payments.order_id = orders.order_id
    left join refunds on refunds.order_id = orders.order_id
)

select
    order_id,
    order_number,
    order_status,
    ordered_at,
    currency_code,
    items_amount,
    shipping_amount,
    ${money("items_amount + shipping_amount")} as order_amount,
    captured_amount,
    refunded_amount,
    ${money("captured_amount - refunded_amount")} as kept_amount,
    captured_payments,
    failed_payments
from amounts
