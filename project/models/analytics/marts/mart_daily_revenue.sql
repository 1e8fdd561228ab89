with sales as (
    select
        cast(ordered_at as date) as revenue_date,
        country_code,
        order_id,
        quantity,
        ${money("gross_amount * rate_to_eur")} as gross_amount_eur,
        ${money("discount_amount * rate_to_eur")} as discount_amount_eur,
        net_amount_eur,
        ${money("tax_amount * rate_to_eur")} as tax_amount_eur
    from ${ref("fact_order_items")}
    where order_status = 'completed'
),

sales_by_day as (
    select
        revenue_date,
        country_code,
        count(distinct order_id) as orders,
        ${whole("sum(quantity)")} as quantity,
        sum(gross_amount_eur) as gross_amount_eur,
        sum(discount_amount_eur) as discount_amount_eur,
        sum(net_amount_eur) as net_amount_eur,
        sum(tax_amount_eur) as tax_amount_eur
    from sales
    group by revenue_date, country_code
),

refunds_by_day as (
    -- a refund counts on its own day, not on the day of the order it belongs to
    select
        cast(refunds.refunded_at as date) as revenue_date,
        orders.country_code,
        count(*) as refunds,
        sum(${money("refunds.amount * rates.rate_to_eur")}) as refunded_amount_eur
    from ${ref("stg_refunds")} as refunds
    inner join ${ref("stg_orders")} as orders on orders.order_id = refunds.order_id
    left join ${ref("currency_rates")} as rates
        on rates.currency_code = refunds.currency_code
        and rates.valid_from = cast(${date_trunc("month", "refunds.refunded_at")} as date)
    where orders.order_status = 'completed'
    group by cast(refunds.refunded_at as date), orders.country_code
),

days as (
    select
        revenue_date,
        country_code
    from sales_by_day
    union
    select
        revenue_date,
        country_code
    from refunds_by_day
)

select
    ${surrogate_key(["days.revenue_date", "days.country_code"])} as daily_revenue_key,
    days.revenue_date,
    days.country_code,
    coalesce(countries.country_name, 'Unknown') as country_name,
    coalesce(sales.orders, 0) as orders,
    coalesce(sales.quantity, 0) as quantity,
    ${money("coalesce(sales.gross_amount_eur, 0)")} as gross_amount_eur,
    ${money("coalesce(sales.discount_amount_eur, 0)")} as discount_amount_eur,
    ${money("coalesce(sales.net_amount_eur, 0)")} as net_amount_eur,
    ${money("coalesce(sales.tax_amount_eur, 0)")} as tax_amount_eur,
    coalesce(refunds.refunds, 0) as refunds,
    ${money("coalesce(refunds.refunded_amount_eur, 0)")} as refunded_amount_eur,
    ${money("coalesce(sales.net_amount_eur, 0) + coalesce(sales.tax_amount_eur, 0) - coalesce(refunds.refunded_amount_eur, 0)")}
        as revenue_eur
from days
left join sales_by_day as sales
    on sales.revenue_date = days.revenue_date
    and sales.country_code = days.country_code
left join refunds_by_day as refunds
    on refunds.revenue_date = days.revenue_date
    and refunds.country_code = days.country_code
left join ${ref("countries")} as countries on countries.country_code = days.country_code
