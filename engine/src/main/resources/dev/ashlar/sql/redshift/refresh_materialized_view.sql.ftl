refresh materialized view ${view}
