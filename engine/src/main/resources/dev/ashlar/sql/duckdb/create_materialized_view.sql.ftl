<#stop "duckdb has no materialized views.">
