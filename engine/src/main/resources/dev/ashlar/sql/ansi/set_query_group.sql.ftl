<#stop "the engine has no query groups.">
