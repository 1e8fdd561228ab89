<@config
    materialized="incremental"
    incremental_strategy="merge"
    unique_key="invoice_line_id"
    on_schema_change="append_new_columns"
    sort=["invoiced_at"]
/>

with lines as (
    select
        staged.*
    from ${ref("stg_retail_invoice_lines")} as staged
    <#if is_incremental()>
    where staged._loaded_at > ${newest("_loaded_at")}
    </#if>
)

select
    lines.invoice_line_id,
    lines.invoice_no,
    lines.stock_code,
    lines.description,
    lines.invoiced_at,
    cast(
        extract(year from lines.invoiced_at) * 10000
        + extract(month from lines.invoiced_at) * 100
        + extract(day from lines.invoiced_at) as integer
    ) as invoice_date_key,
    lines.customer_id,
    lines.country,
    lines.quantity,
    lines.unit_price,
    cast(lines.quantity * lines.unit_price as numeric(18, 4)) as line_amount,
    coalesce(codes.line_kind, case when lines.stock_code like 'GIFT%' then 'voucher' else 'goods' end) as line_kind,
    lines.invoice_no like 'C%' as is_cancellation,
    lines.invoice_no like 'A%' as is_adjustment,
    lines.quantity < 0 and lines.invoice_no not like 'C%' as is_stock_correction,
    coalesce(codes.line_kind, 'goods') <> 'goods' as is_fee,
    lines.unit_price = 0 as is_free,
    lines.occurrence > 1 as is_duplicate,
    lines.occurrence,
    lines._loaded_at
from lines
left join ${ref("retail_stock_codes")} as codes on codes.stock_code = lines.stock_code
