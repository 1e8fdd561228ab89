with lines as (
    select
        cast(invoiced_at as date) as sales_date,
        facts.*
    from ${ref("fact_invoice_lines")} as facts
)

select
    sales_date,
    count(*) as lines,
    count(distinct invoice_no) as invoices,
    count(distinct customer_id) as customers,
    ${whole("sum(case when not is_cancellation and quantity > 0 then quantity else 0 end)")} as sold_quantity,
    ${whole("sum(case when is_cancellation and line_kind = 'goods' then -quantity else 0 end)")} as returned_quantity,
    cast(sum(case when not is_cancellation and not is_adjustment then line_amount else 0 end) as numeric(18, 4))
        as sales_amount,
    cast(sum(case when is_cancellation then line_amount else 0 end) as numeric(18, 4)) as cancelled_amount,
    cast(sum(case when is_adjustment then line_amount else 0 end) as numeric(18, 4)) as adjustment_amount,
    cast(sum(line_amount) as numeric(18, 4)) as net_amount,
    cast(sum(case when is_fee then line_amount else 0 end) as numeric(18, 4)) as fee_amount,
    ${whole("sum(case when is_duplicate then 1 else 0 end)")} as duplicate_lines,
    cast(sum(case when is_duplicate then line_amount else 0 end) as numeric(18, 4)) as duplicate_amount
from lines
group by sales_date
