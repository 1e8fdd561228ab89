<@config
    materialized="incremental"
    incremental_strategy="cdc"
    unique_key="order_item_id"
    operation_column="operation"
    sequence_column=["updated_at", "_batch_id", "_row"]
    cdc_deletes="soft"
    transaction_group="shop"
/>

select
    operation,
    order_item_id,
    order_id,
    product_id,
    quantity,
    unit_price,
    discount_amount,
    tax_rate,
    tax_amount,
    updated_at,
    _loaded_at,
    _batch_id,
    _row
from ${source("shop", "order_items_changes")}
<#if is_incremental()>
where _loaded_at > ${newest("_loaded_at")}
</#if>
