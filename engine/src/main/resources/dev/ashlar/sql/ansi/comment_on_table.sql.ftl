comment on table ${table} is <#if comment?has_content>${literal(comment)}<#else>null</#if>
