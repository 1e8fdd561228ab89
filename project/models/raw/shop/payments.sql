<@config
    materialized="incremental"
    incremental_strategy="cdc"
    unique_key="payment_id"
    operation_column="operation"
    sequence_column=["updated_at", "_batch_id", "_row"]
    cdc_deletes="soft"
    transaction_group="shop"
/>

select
    operation,
    payment_id,
    order_id,
    payment_method,
    status,
    amount,
    currency,
    attempted_at,
    updated_at,
    _loaded_at,
    _batch_id,
    _row
from ${source("shop", "payments_changes")}
<#if is_incremental()>
where _loaded_at > ${newest("_loaded_at")}
</#if>
