drop materialized view ${view}
