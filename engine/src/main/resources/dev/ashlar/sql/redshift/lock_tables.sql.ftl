lock <#list tables as table>${table}<#sep>, </#sep></#list>
