<#-- What is lost between a text and a value of the column's type makes the record unfit. -->
<#function judged field><#return field.text?? && (field.column.reading != "TEXT" || field.column.longest??)></#function>
<#macro typed column text><#if column.format?? && column.reading == "DAY">cast(try_strptime(${text}, ${literal(column.format)}) as date)<#elseif column.format?? && column.reading == "MOMENT">cast(try_strptime(${text}, ${literal(column.format)}) as ${column.type})<#elseif column.reading == "MOMENT">case when (length(${text}) = 10 and ${text}[1] >= '0' and ${text}[10] >= '0') or (length(${text}) = 19 and ${text}[14] = ':' and ${text}[17] = ':' and ${text}[1] >= '0' and ${text}[19] >= '0') then try_cast(${text} as ${column.type}) else try_cast(try_cast(trim(${text}, ' ' || chr(9) || chr(10) || chr(13)) as timestamp with time zone) as ${column.type}) end<#elseif column.reading == "DAY">case when (length(${text}) = 10 and ${text}[1] >= '0' and ${text}[10] >= '0') then try_cast(${text} as date) else try_cast(trim(${text}, ' ' || chr(9) || chr(10) || chr(13)) as date) end<#elseif column.reading == "CLOCK">try_cast(trim(${text}, ' ' || chr(9) || chr(10) || chr(13)) as ${column.type})<#else>try_cast(${text} as ${column.type})</#if></#macro>
<#macro unfit column text>${text} is not null and (<#if column.reading == "TEXT">length(${text}) > ${column.longest}<#else><#if column.pattern??>not regexp_full_match(${text}, ${literal(column.pattern)}) or </#if><@typed column text/> is null<#if column.reading == "FRACTION"> or isinf(<@typed column text/>)<#elseif column.reading == "MOMENT"> or not (<@typed column text/> between timestamp '0001-01-01' and timestamp '9999-12-31 23:59:59.999999')<#elseif column.reading == "DAY" && column.format??> or cast(try_strptime(${text}, ${literal(column.format)}) as timestamp) <> <@typed column text/></#if></#if>)</#macro>
create or replace temporary table ${rejects} as
<#list texts as staged>
select
    files.label as _file,
    <#if staged.numbering == "BY_PLACE">records.ashlar_place - starts.ashlar_start + 1<#else>records.ashlar_row</#if> as _row,
    files.batch as _batch_id,
    <#if staged.numbering == "GIVEN">coalesce(records.ashlar_column, </#if>case records.ashlar_unfit when -2 then ''<#list staged.fields as field><#if judged(field)> when ${field?index} then ${literal(field.column.name.plain)}</#if></#list> end<#if staged.numbering == "GIVEN">)</#if> as column_name,
    <#if staged.numbering == "GIVEN">coalesce(records.ashlar_reason, </#if>case records.ashlar_unfit when -2 then ''<#list staged.fields as field><#if judged(field)> when ${field?index} then '''' || records.${field.text} || ${literal("' is not a " + field.column.type)}</#if></#list> end<#if staged.numbering == "GIVEN">)</#if> as reason,
    <#if staged.numbering == "GIVEN">records.ashlar_original<#else><#list staged.written as field>case when contains(records.${field}, chr(10)) or contains(records.${field}, chr(13)) or contains(records.${field}, ${literal(staged.quote)}) or contains(records.${field}, ${literal(staged.delimiter)}) then ${literal(staged.quote)} || replace(records.${field}, ${literal(staged.quote)}, ${literal(staged.quote + staged.quote)}) || ${literal(staged.quote)} else coalesce(records.${field}, '') end<#sep> || ${literal(staged.delimiter)} || </#sep></#list></#if> as original
from (
    select
        *,
        <#if staged.numbering == "BY_PLACE">rowid as ashlar_place,</#if>
        case
            <#if staged.numbering == "GIVEN">when ashlar_reason is not null then -1</#if>
<#list staged.fields as field><#if judged(field)>
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
