<@config
    materialized="incremental"
    incremental_strategy="cdc"
    unique_key="order_id"
    operation_column="operation"
    sequence_column=["updated_at", "_batch_id", "_row"]
    cdc_deletes="soft"
    transaction_group="shop"
/>

select
    operation,
    order_id,
    order_number,
    customer_id,
    status,
    currency,
    ordered_at,
    shipping_country,
    shipping_amount,
    discount_code,
    note,
    updated_at,
    _loaded_at,
    _batch_id,
    _row
from ${source("shop", "orders_changes")}
<#if is_incremental()>
where _loaded_at > ${newest("_loaded_at")}
</#if>
