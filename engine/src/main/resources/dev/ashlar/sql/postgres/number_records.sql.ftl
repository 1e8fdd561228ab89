<#stop "postgres has no wording for a load of files.">
