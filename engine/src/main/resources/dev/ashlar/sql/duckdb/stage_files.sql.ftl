<#-- A record that the reader cannot make out is passed over: the file then has fewer records than were counted, and is brought instead. -->
create or replace temporary table ${texts} as
select filename as ashlar_path<#list fields as field>, ${field}</#list><#list folders as folder>, [<#list folder.values as value><#if value??>${literal(value)}<#else>cast(null as varchar)</#if><#sep>, </#sep></#list>][cast(file_index as bigint) + 1] as ${folder.name}</#list>
from read_csv(
    [<#list paths as path>${literal(path)}<#sep>, </#sep></#list>],
    auto_detect = false,
    header = <#if format.header == "PRESENT">true<#else>false</#if>,
    delim = ${literal(format.delimiter)},
    quote = ${literal(format.quote)},
    escape = ${literal(format.quote)},
    nullstr = [<#if format.nulls?has_content><#list format.nulls as word>${literal(word)}<#sep>, </#sep></#list><#else>'\x01'</#if>],
    compression = <#if format.compression == "GZIP">'gzip'<#else>'none'</#if>,
    columns = {<#list fields as field>${field}: 'VARCHAR'<#sep>, </#sep></#list>},
    filename = true,
    ignore_errors = true
)
