<@config
    strategy="changelog"
    unique_key="stock_code"
    updated_at="invoiced_at"
    time_zone="Europe/London"
    sequence_column=["invoice_no", "description", "unit_price"]
    check_cols=["description", "unit_price"]
/>

-- every line says what an article was called and cost; lines of one minute are told apart by their invoices, and lines of
-- one invoice, which has no line numbers, by what they say
select
    upper(trim(stock_code)) as stock_code,
    ${clean_text("description")} as description,
    unit_price,
    invoice_no,
    invoice_date as invoiced_at,
    _loaded_at
from ${source("retail", "invoice_lines")}
