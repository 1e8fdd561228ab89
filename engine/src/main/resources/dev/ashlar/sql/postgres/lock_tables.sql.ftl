lock table <#list tables as table>${table}<#sep>, </#sep></#list> in access exclusive mode
