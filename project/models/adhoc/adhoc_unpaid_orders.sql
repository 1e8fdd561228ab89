-- orders that somebody should look at: not paid, and not cancelled either
select
    order_number,
    ordered_at,
    order_amount,
    currency_code,
    failed_payments
from ${ref("mart_order_balances")}
where order_status = 'pending'
  and captured_amount < order_amount
