with purchases as (
    select
        customer_id,
        min(ordered_at) as first_ordered_at,
        max(ordered_at) as last_ordered_at,
        count(distinct order_id) as orders,
        ${whole("sum(quantity)")} as quantity,
        sum(net_amount_eur) as net_amount_eur
    from ${ref("fact_order_items")}
    where order_status = 'completed'
      and customer_id is not null
    group by customer_id
),

refunds as (
    select
        orders.customer_id,
        sum(${money("refunds.amount * rates.rate_to_eur")}) as refunded_amount_eur
    from ${ref("stg_refunds")} as refunds
    inner join ${ref("stg_orders")} as orders on orders.order_id = refunds.order_id
    left join ${ref("currency_rates")} as rates
        on rates.currency_code = refunds.currency_code
        and rates.valid_from = cast(${date_trunc("month", "refunds.refunded_at")} as date)
    where orders.order_status = 'completed'
      and orders.customer_id is not null
    group by orders.customer_id
)

select
    customers.customer_id,
    customers.customer_name,
    customers.country_name,
    customers.segment,
    purchases.first_ordered_at,
    purchases.last_ordered_at,
    coalesce(${datediff("purchases.first_ordered_at", "purchases.last_ordered_at", "day")}, 0) as days_between_orders,
    coalesce(purchases.orders, 0) as orders,
    coalesce(purchases.quantity, 0) as quantity,
    ${money("coalesce(purchases.net_amount_eur, 0)")} as net_amount_eur,
    ${money("coalesce(refunds.refunded_amount_eur, 0)")} as refunded_amount_eur,
    ${money("coalesce(purchases.net_amount_eur, 0) - coalesce(refunds.refunded_amount_eur, 0)")} as lifetime_value_eur
from ${ref("dim_customers")} as customers
left join purchases on purchases.customer_id = customers.customer_id
left join refunds on refunds.customer_id = customers.customer_id
where customers.is_current
  and customers.customer_id <> -1
