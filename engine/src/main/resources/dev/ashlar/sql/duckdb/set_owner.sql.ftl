<#stop "duckdb has no owners.">
