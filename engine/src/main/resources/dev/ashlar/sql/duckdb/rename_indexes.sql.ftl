<#stop "duckdb keeps a table that has indexes from being renamed.">
