<#-- A DELETE's target takes no alias: https://docs.aws.amazon.com/redshift/latest/dg/r_DELETE.html -->
delete from ${target}
using ${told}
where <#list keys as key>${told}.${key} = ${target}.${key}<#sep>
    and </#sep></#list>
    and (${condition})
