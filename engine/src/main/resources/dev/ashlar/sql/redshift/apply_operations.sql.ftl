<#stop "redshift merges by equal keys alone, and deletes nothing by it.">
