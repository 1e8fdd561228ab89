<@config
    materialized="incremental"
    incremental_strategy="cdc"
    unique_key="customer_id"
    operation_column="operation"
    sequence_column=["updated_at", "_batch_id", "_row"]
    cdc_deletes="soft"
    transaction_group="shop"
/>

select
    operation,
    customer_id,
    email,
    first_name,
    last_name,
    phone,
    city,
    postal_code,
    country_code,
    segment,
    marketing_consent,
    created_at,
    updated_at,
    _loaded_at,
    _batch_id,
    _row
from ${source("shop", "customers_changes")}
<#if is_incremental()>
where _loaded_at > ${newest("_loaded_at")}
</#if>
