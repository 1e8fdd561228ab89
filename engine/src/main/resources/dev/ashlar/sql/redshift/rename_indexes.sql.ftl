<#stop "redshift has no indexes.">
