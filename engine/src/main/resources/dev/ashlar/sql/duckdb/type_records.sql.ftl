<#macro typed column text><#if column.reading == "TEXT">${text}<#elseif column.format?? && column.reading == "DAY">cast(try_strptime(${text}, ${literal(column.format)}) as date)<#elseif column.format?? && column.reading == "MOMENT">cast(try_strptime(${text}, ${literal(column.format)}) as ${column.type})<#elseif column.reading == "MOMENT">case when (length(${text}) = 10 and ${text}[1] >= '0' and ${text}[10] >= '0') or (length(${text}) = 19 and ${text}[14] = ':' and ${text}[17] = ':' and ${text}[1] >= '0' and ${text}[19] >= '0') then try_cast(${text} as ${column.type}) else try_cast(try_cast(trim(${text}, ' ' || chr(9) || chr(10) || chr(13)) as timestamp with time zone) as ${column.type}) end<#elseif column.reading == "DAY">case when (length(${text}) = 10 and ${text}[1] >= '0' and ${text}[10] >= '0') then try_cast(${text} as date) else try_cast(trim(${text}, ' ' || chr(9) || chr(10) || chr(13)) as date) end<#elseif column.reading == "CLOCK">try_cast(trim(${text}, ' ' || chr(9) || chr(10) || chr(13)) as ${column.type})<#else>try_cast(${text} as ${column.type})</#if></#macro>
create <#if lifetime == "TEMPORARY">or replace temporary </#if>table ${table} as
<#list texts as staged>
select
<#list staged.fields as field>
    <#if field.text??><@typed field.column "records." + field.text/><#else>cast(null as ${field.column.type})</#if> as ${field.column.name},
</#list>
    files.label as _file,
    <#if staged.numbering == "BY_PLACE">records.rowid - starts.ashlar_start + 1<#else>records.ashlar_row</#if> as _row,
    timestamp ${literal(loadedAt)} as _loaded_at,
    files.batch as _batch_id<#if rowHash == "WRITTEN">,
    md5(<#list staged.fields as field><#if field.text??>coalesce(length(records.${field.text}) || ':' || records.${field.text}, '-')<#else>'-'</#if><#sep> || '|' || </#sep></#list>) as _row_hash</#if>
from ${staged.texts} as records
join (values <#list staged.files as file>(${literal(file.path)}, ${literal(file.label)}, cast(${file.batch} as bigint))<#sep>, </#sep></#list>) as files (path, label, batch)
    on files.path = records.ashlar_path
<#if staged.numbering == "BY_PLACE">
join (select ashlar_path, min(rowid) as ashlar_start from ${staged.texts} group by ashlar_path) as starts
    on starts.ashlar_path = records.ashlar_path
</#if>
<#if rejects??>
where not exists (
    select 1 from ${rejects} as unfit
    where unfit._batch_id = files.batch
        and unfit._row = <#if staged.numbering == "BY_PLACE">records.rowid - starts.ashlar_start + 1<#else>records.ashlar_row</#if>
)
</#if>
<#sep>union all
</#sep></#list>
