<#stop "redshift cannot rename a materialized view.">
