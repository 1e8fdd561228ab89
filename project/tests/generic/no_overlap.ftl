<#-- Fails where two versions of a key hold at the same time, or a version ends before it begins. -->
<#macro test_no_overlap model key from="valid_from" to="valid_to">
select
    versions.*
from (
    select
        ${key},
        ${from},
        ${to},
        lead(${from}) over (partition by ${key} order by ${from}) as next_from
    from ${model} as checked
) as versions
where ${to} <= ${from}
   or next_from < ${to}
   or (${to} is null and next_from is not null)
</#macro>
