<#stop "duckdb has no locks on views.">
