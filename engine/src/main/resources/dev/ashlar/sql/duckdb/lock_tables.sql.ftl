<#stop "duckdb has no locks on tables.">
