<#stop "duckdb cannot drop a foreign key of a table.">
