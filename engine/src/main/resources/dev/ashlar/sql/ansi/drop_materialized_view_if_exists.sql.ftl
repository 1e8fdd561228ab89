drop materialized view if exists ${view}
