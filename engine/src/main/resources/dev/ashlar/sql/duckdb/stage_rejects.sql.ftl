<#-- What is lost between a text and a value of the column's type makes the record unfit. -->
<#macro typed column text><#if column.format?? && column.reading == "DAY">cast(try_strptime(${text}, ${literal(column.format)}) as date)<#elseif column.format?? && column.reading == "MOMENT">cast(try_strptime(${text}, ${literal(column.format)}) as ${column.type})<#elseif column.reading == "MOMENT">case when length(${text}) <= 16 or (length(${text}) = 19 and ${text}[17] = ':') then try_cast(${text} as ${column.type}) else try_cast(try_cast(${text} as timestamp with time zone) as ${column.type}) end<#else>try_cast(${text} as ${column.type})</#if></#macro>
<#macro unfit column text>${text} is not null and (<@typed column text/> is null<#if column.reading == "WHOLE"> or (contains(${text}, '.') and try_cast(${text} as double) <> try_cast(${text} as ${column.type}))<#elseif column.reading == "DECIMAL"> or (contains(${text}, '.') and try_cast(${text} as double) <> cast(try_cast(${text} as ${column.type}) as double))<#elseif column.reading == "DAY" && !column.format??> or (length(${text}) > 10 and try_cast(${text} as timestamp) <> try_cast(${text} as date))</#if>)</#macro>
create or replace temporary table ${rejects} as
<#list texts as staged>
select
    files.label as _file,
    <#if staged.numbering == "BY_PLACE">records.ashlar_place - starts.ashlar_start + 1<#else>records.ashlar_row</#if> as _row,
    files.batch as _batch_id,
    case records.ashlar_unfit<#list staged.fields as field><#if field.text?? && field.column.reading != "TEXT"> when ${field?index} then ${literal(field.column.name.plain)}</#if></#list> end as column_name,
    <#if staged.numbering == "GIVEN">coalesce(records.ashlar_reason, </#if>case records.ashlar_unfit<#list staged.fields as field><#if field.text?? && field.column.reading != "TEXT"> when ${field?index} then '''' || records.${field.text} || ${literal("' is not a " + field.column.type)}</#if></#list> end<#if staged.numbering == "GIVEN">)</#if> as reason,
    <#if staged.numbering == "GIVEN">records.ashlar_original<#else><#list staged.written as field>case when contains(records.${field}, chr(10)) or contains(records.${field}, chr(13)) or contains(records.${field}, ${literal(staged.quote)}) or contains(records.${field}, ${literal(staged.delimiter)}) then ${literal(staged.quote)} || replace(records.${field}, ${literal(staged.quote)}, ${literal(staged.quote + staged.quote)}) || ${literal(staged.quote)} else coalesce(records.${field}, '') end<#sep> || ${literal(staged.delimiter)} || </#sep></#list></#if> as original
from (
    select
        *,
        <#if staged.numbering == "BY_PLACE">rowid as ashlar_place,</#if>
        case
            <#if staged.numbering == "GIVEN">when ashlar_reason is not null then -1</#if>
<#list staged.fields as field><#if field.text?? && field.column.reading != "TEXT">
            when <@unfit field.column field.text/> then ${field?index}
</#if></#list>
            when false then -1
        end as ashlar_unfit
    from ${staged.texts}
) as records
join (values <#list staged.files as file>(${literal(file.path)}, ${literal(file.label)}, cast(${file.batch} as bigint))<#sep>, </#sep></#list>) as files (path, label, batch)
    on files.path = records.ashlar_path
<#if staged.numbering == "BY_PLACE">
join (select ashlar_path, min(rowid) as ashlar_start from ${staged.texts} group by ashlar_path) as starts
    on starts.ashlar_path = records.ashlar_path
</#if>
where records.ashlar_unfit is not null
<#sep>union all
</#sep></#list>
