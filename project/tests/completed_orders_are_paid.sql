-- items, shipping and payments must agree on every completed order
select
    order_id,
    order_amount,
    captured_amount
from ${ref("mart_order_balances")}
where order_status = 'completed'
  and abs(order_amount - captured_amount) > 0.01
