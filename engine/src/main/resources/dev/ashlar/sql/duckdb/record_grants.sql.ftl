<#stop "duckdb has no privileges to remember.">
