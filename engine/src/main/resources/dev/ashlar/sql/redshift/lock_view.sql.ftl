<#stop "redshift has no locks on views.">
