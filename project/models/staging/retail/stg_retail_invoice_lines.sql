with numbered as (
    -- the export has no line number: lines alike in every field are told apart by counting them
    select
        lines.*,
        row_number() over (
            partition by
                invoice_no,
                stock_code,
                description,
                quantity,
                invoice_date,
                unit_price,
                customer_id,
                country
            order by _loaded_at, _batch_id, _row
        ) as occurrence
    from ${source("retail", "invoice_lines")} as lines
)

select
    ${surrogate_key([
        "invoice_no",
        "stock_code",
        "description",
        "quantity",
        "invoice_date",
        "unit_price",
        "customer_id",
        "country",
        "occurrence"
    ])} as invoice_line_id,
    invoice_no,
    upper(trim(stock_code)) as stock_code,
    ${clean_text("description")} as description,
    quantity,
    invoice_date as invoiced_at,
    unit_price,
    -- written as 17850.0
    ${clean_text(split_part("customer_id", "'.'", 1))} as customer_id,
    ${clean_text("country")} as country,
    occurrence,
    _loaded_at
from numbered
