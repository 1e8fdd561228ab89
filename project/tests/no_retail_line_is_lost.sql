-- every line that was loaded is one line of the fact, flagged but never dropped
select
    loaded.lines as loaded_lines,
    kept.lines as fact_lines
from (select count(*) as lines from ${source("retail", "invoice_lines")}) as loaded
cross join (select count(*) as lines from ${ref("fact_invoice_lines")}) as kept
where loaded.lines <> kept.lines
