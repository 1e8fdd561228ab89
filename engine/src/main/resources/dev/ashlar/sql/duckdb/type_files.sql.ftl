<#-- A value that is printed as its text stands is what was meant; any other text is judged as stage_rejects does. -->
<#function judged field><#return field.text?? && (field.column.reading != "TEXT" || field.column.longest??)></#function>
<#function printed column><#return !column.format?? && (column.reading == "CAST" || column.reading == "FRACTION" || column.reading == "DAY" || column.reading == "MOMENT")></#function>
<#macro typed column text><#if column.reading == "TEXT">${text}<#elseif column.format?? && column.reading == "DAY">cast(try_strptime(${text}, ${literal(column.format)}) as date)<#elseif column.format?? && column.reading == "MOMENT">cast(try_strptime(${text}, ${literal(column.format)}) as ${column.type})<#elseif column.reading == "MOMENT">case when (length(${text}) = 10 and ${text}[1] >= '0' and ${text}[10] >= '0') or (length(${text}) = 19 and ${text}[14] = ':' and ${text}[17] = ':' and ${text}[1] >= '0' and ${text}[19] >= '0') then try_cast(${text} as ${column.type}) else try_cast(try_cast(trim(${text}, ' ' || chr(9) || chr(10) || chr(13)) as timestamp with time zone) as ${column.type}) end<#elseif column.reading == "DAY">case when (length(${text}) = 10 and ${text}[1] >= '0' and ${text}[10] >= '0') then try_cast(${text} as date) else try_cast(trim(${text}, ' ' || chr(9) || chr(10) || chr(13)) as date) end<#elseif column.reading == "CLOCK">try_cast(trim(${text}, ' ' || chr(9) || chr(10) || chr(13)) as ${column.type})<#else>try_cast(${text} as ${column.type})</#if></#macro>
<#-- Whether the text is what is printed of its value: then it was meant, and needs no second look. -->
<#macro meant column text value>cast(${value} as varchar) = ${text}<#if column.reading == "FRACTION"> and isfinite(${value})<#elseif column.reading == "DAY"> and ${value} between date '0001-01-01' and date '9999-12-31'<#elseif column.reading == "MOMENT"> and ${value} between timestamp '0001-01-01' and timestamp '9999-12-31 23:59:59.999999'</#if></#macro>
<#macro value column text at><#if printed(column) && (column.reading == "DAY" || column.reading == "MOMENT")>case when ashlar_meant${at} then ashlar_plain${at} else <@typed column text/> end<#elseif printed(column)>ashlar_plain${at}<#else><@typed column text/></#if></#macro>
<#macro unfit column text value at><#if column.reading == "TEXT">length(${text}) > ${column.longest}<#else>case when ${text} is null<#if printed(column)> or ashlar_meant${at}</#if> then false else <#if column.pattern??>not regexp_full_match(${text}, ${literal(column.pattern)}) or </#if>${value} is null<#if column.reading == "FRACTION"> or isinf(${value})<#elseif column.reading == "MOMENT"> or not (${value} between timestamp '0001-01-01' and timestamp '9999-12-31 23:59:59.999999')<#elseif column.reading == "DAY" && column.format??> or cast(try_strptime(${text}, ${literal(column.format)}) as timestamp) <> ${value}</#if> end</#if></#macro>
create <#if lifetime == "TEMPORARY">or replace temporary </#if>table ${table} as
<#list groups as group>
select
<#list group.fields as field>
    <#if field.text??>ashlar_v${field?index}<#else>cast(null as ${field.column.type})</#if> as ${field.column.name},
</#list>
    case when <#list group.fields as field><#if judged(field)><@unfit field.column "records." + field.text "ashlar_v" + field?index field?index/> or </#if></#list>false then null else ashlar_label end as _file<#if numbers == "READING">,
    ashlar_number as _row,
    timestamp ${literal(loadedAt)} as _loaded_at,
    ashlar_batch as _batch_id</#if><#if rowHash == "WRITTEN">,
    md5(<#list group.fields as field><#if field.text??>coalesce(length(records.${field.text}) || ':' || records.${field.text}, '-')<#else>'-'</#if><#sep> || '|' || </#sep></#list>) as _row_hash</#if>
from (
    select
        looked.*<#list group.fields as field><#if field.text??>,
        <@value field.column "looked." + field.text field?index/> as ashlar_v${field?index}</#if></#list>
    from (
    select
        plain.*<#list group.fields as field><#if field.text?? && printed(field.column)>,
        <@meant field.column "plain." + field.text "ashlar_plain" + field?index/> as ashlar_meant${field?index}</#if></#list>
    from (
    select
        numbered.*<#list group.fields as field><#if field.text?? && printed(field.column)>,
        try_cast(numbered.${field.text} as ${field.column.type}) as ashlar_plain${field?index}</#if></#list>
    from (
        select
            counted.*,
<#if group.files?size == 1>
<#list group.folders as folder>
            <#if group.files[0].folders[folder?index]??>${literal(group.files[0].folders[folder?index])}<#else>cast(null as varchar)</#if> as ${folder},
</#list>
            ${literal(group.files[0].label)} as ashlar_label<#if numbers == "READING">,
            cast(${group.files[0].batch} as bigint) as ashlar_batch,
            ashlar_place as ashlar_number</#if>
<#else>
<#list group.folders as folder>
            files.${folder},
</#list>
            files.label as ashlar_label,
            files.batch as ashlar_batch,
            ashlar_place - files.before as ashlar_number
</#if>
        from (
            select *<#if numbers == "READING">, row_number() over () as ashlar_place</#if>
            from read_csv(
                [<#list group.files as file>${literal(file.path)}<#sep>, </#sep></#list>],
                auto_detect = false,
                header = <#if group.format.header == "PRESENT">true<#else>false</#if>,
                delim = ${literal(group.format.delimiter)},
                quote = ${literal(group.format.quote)},
                escape = ${literal(group.format.quote)},
                nullstr = [<#if group.format.nulls?has_content><#list group.format.nulls as word>${literal(word)}<#sep>, </#sep></#list><#else>'\x01'</#if>],
                compression = <#if group.format.compression == "GZIP">'gzip'<#else>'none'</#if>,
                columns = {<#list group.written as field>${field}: 'VARCHAR'<#sep>, </#sep></#list>},
                <#if group.files?size gt 1>filename = 'ashlar_path',</#if>
                ignore_errors = true
            )
        ) as counted
<#if group.files?size gt 1>
        join (values <#list group.files as file>(${literal(file.path)}, ${literal(file.label)}, cast(${file.batch} as bigint), cast(${file.before} as bigint)<#list group.folders as folder>, <#if file.folders[folder?index]??>${literal(file.folders[folder?index])}<#else>cast(null as varchar)</#if></#list>)<#sep>, </#sep></#list>) as files (path, label, batch, before<#list group.folders as folder>, ${folder}</#list>)
            on files.path = counted.ashlar_path
</#if>
    ) as numbered
    ) as plain
    ) as looked
) as records
<#sep>union all
</#sep></#list>
