<@config
    materialized="incremental"
    incremental_strategy="merge"
    unique_key="order_item_id"
    on_schema_change="append_new_columns"
    dist="order_id"
    sort=["ordered_at"]
    tags=["daily"]
/>

with changed as (
    -- An order may arrive after its items, a payment or a shipment long after both. Each input is compared with the newest
    -- load time of its own that has reached this table, so whatever arrives last brings the row in.
    select
        items.order_item_id,
        items.order_id,
        items.product_id,
        items.quantity,
        items.unit_price,
        items.discount_amount,
        items.tax_amount,
        orders.customer_id,
        orders.order_status,
        orders.currency_code,
        orders.country_code,
        orders.ordered_at,
        payments.payment_method,
        coalesce(shipped.shipped_quantity, 0) as shipped_quantity,
        coalesce(shipped.delivered_quantity, 0) as delivered_quantity,
        coalesce(shipped.returned_quantity, 0) as returned_quantity,
        items._loaded_at as _item_loaded_at,
        orders._loaded_at as _order_loaded_at,
        payments._loaded_at as _payment_loaded_at,
        shipped._loaded_at as _shipment_loaded_at
    from ${ref("stg_order_items")} as items
    inner join ${ref("stg_orders")} as orders on orders.order_id = items.order_id
    left join ${ref("int_order_payments")} as payments on payments.order_id = items.order_id
    left join ${ref("int_shipped_items")} as shipped on shipped.order_item_id = items.order_item_id
    <#if is_incremental()>
    where items._loaded_at > ${newest("_item_loaded_at")}
       or orders._loaded_at > ${newest("_order_loaded_at")}
       or payments._loaded_at > ${newest("_payment_loaded_at")}
       or shipped._loaded_at > ${newest("_shipment_loaded_at")}
       -- rows that still wait for their customer or product
       or items.order_item_id in (
            select waiting.order_item_id
            from ${this} as waiting
            where waiting.product_key = ${unknown_key()}
               or (waiting.customer_key = ${unknown_key()} and waiting.customer_id is not null)
        )
    </#if>
),

measured as (
    select
        changed.*,
        ${money("quantity * unit_price")} as gross_amount,
        ${money("quantity * unit_price - discount_amount")} as net_amount,
        ${money("quantity * unit_price - discount_amount + tax_amount")} as total_amount,
        case
            when shipped_quantity = 0 then 'not_shipped'
            when returned_quantity >= quantity then 'returned'
            when delivered_quantity >= quantity then 'delivered'
            when shipped_quantity >= quantity then 'shipped'
            else 'partially_shipped'
        end as shipment_status
    from changed
)

select
    measured.order_item_id,
    measured.order_id,
    cast(
        extract(year from measured.ordered_at) * 10000
        + extract(month from measured.ordered_at) * 100
        + extract(day from measured.ordered_at) as integer
    ) as order_date_key,
    measured.customer_id,
    coalesce(customers.customer_key, ${unknown_key()}) as customer_key,
    measured.product_id,
    coalesce(products.product_key, ${unknown_key()}) as product_key,
    coalesce(methods.payment_method_key, ${unknown_key()}) as payment_method_key,
    coalesce(statuses.shipment_status_key, ${unknown_key()}) as shipment_status_key,
    measured.order_status,
    measured.ordered_at,
    measured.country_code,
    measured.currency_code,
    measured.quantity,
    measured.shipped_quantity,
    measured.returned_quantity,
    measured.unit_price,
    measured.gross_amount,
    measured.discount_amount,
    measured.net_amount,
    measured.tax_amount,
    measured.total_amount,
    rates.rate_to_eur,
    ${money("measured.net_amount * rates.rate_to_eur")} as net_amount_eur,
    measured._item_loaded_at,
    measured._order_loaded_at,
    measured._payment_loaded_at,
    measured._shipment_loaded_at
from measured
left join ${ref("dim_customers")} as customers
    on customers.customer_id = measured.customer_id
    and measured.ordered_at >= customers.valid_from
    and (measured.ordered_at < customers.valid_to or customers.valid_to is null)
left join ${ref("dim_products")} as products
    on products.product_id = measured.product_id
    and measured.ordered_at >= products.valid_from
    and (measured.ordered_at < products.valid_to or products.valid_to is null)
left join ${ref("dim_payment_methods")} as methods on methods.payment_method = measured.payment_method
left join ${ref("dim_shipment_status")} as statuses on statuses.shipment_status = measured.shipment_status
left join ${ref("currency_rates")} as rates
    on rates.currency_code = measured.currency_code
    and rates.valid_from = cast(${date_trunc("month", "measured.ordered_at")} as date)
