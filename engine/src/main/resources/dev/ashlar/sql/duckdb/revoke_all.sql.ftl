<#stop "duckdb has no privileges to revoke.">
