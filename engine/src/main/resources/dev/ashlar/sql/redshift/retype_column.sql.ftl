<#stop "redshift changes nothing of a column but the length of a varchar; its table is made anew.">
