<#stop "duckdb has no privileges to grant.">
