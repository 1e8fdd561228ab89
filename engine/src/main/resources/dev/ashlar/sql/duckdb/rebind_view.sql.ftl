<#stop "Views bind when they are read on duckdb.">
