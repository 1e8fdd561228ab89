<#-- in a hash where the name has no room for the ending -->
do $rename$
declare
    held text;
    base text;
begin
    for held in
        select i.relname
        from pg_index x
        join pg_class i on i.oid = x.indexrelid
        join pg_class t on t.oid = x.indrelid
        join pg_namespace n on n.oid = t.relnamespace
        where n.nspname = ${literal(table.schema)} and t.relname = ${literal(table.identifier)}
    loop
        base := <#if from?has_content>case when right(held, ${from?length?c}) = ${literal(from)} then left(held, -${from?length?c}) else held end<#else>held</#if>;
<#if to?has_content>
        if octet_length(base) > ${(63 - to?length)?c} then
            base := 'ix_' || md5(base);
        end if;
</#if>
        if base || ${literal(to)} <> held then
            execute format('alter index %I.%I rename to %I', ${literal(table.schema)}, held, base || ${literal(to)});
        end if;
    end loop;
end $rename$
