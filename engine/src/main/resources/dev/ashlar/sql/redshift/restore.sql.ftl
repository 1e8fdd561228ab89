<#stop "redshift has no indexes to make again.">
