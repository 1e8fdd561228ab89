with goods as (
    select
        facts.*
    from ${ref("fact_invoice_lines")} as facts
    where line_kind = 'goods'
)

select
    stock_code,
    count(distinct case when is_cancellation then invoice_no end) as return_invoices,
    count(distinct case when is_cancellation then customer_id end) as returning_customers,
    ${whole("sum(case when is_cancellation then -quantity else 0 end)")} as returned_quantity,
    cast(sum(case when is_cancellation then -line_amount else 0 end) as numeric(18, 4)) as returned_amount,
    ${whole("sum(case when not is_cancellation and quantity > 0 then quantity else 0 end)")} as sold_quantity,
    cast(sum(case when not is_cancellation then line_amount else 0 end) as numeric(18, 4)) as sold_amount,
    min(case when is_cancellation then invoiced_at end) as first_returned_at,
    max(case when is_cancellation then invoiced_at end) as last_returned_at
from goods
group by stock_code
having sum(case when is_cancellation then 1 else 0 end) > 0
