<#stop "duckdb has nothing to make again.">
