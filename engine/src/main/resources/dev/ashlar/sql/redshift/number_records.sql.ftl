<#stop "redshift has no wording for a load of files.">
