-- a refund without an exchange rate would be missing from the euros of the marts
select
    refunds.refund_id,
    refunds.currency_code,
    refunds.refunded_at
from ${ref("stg_refunds")} as refunds
left join ${ref("currency_rates")} as rates
    on rates.currency_code = refunds.currency_code
    and rates.valid_from = cast(${date_trunc("month", "refunds.refunded_at")} as date)
where rates.rate_to_eur is null
