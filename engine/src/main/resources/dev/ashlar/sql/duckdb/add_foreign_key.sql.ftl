<#stop "duckdb cannot add a foreign key to a table.">
