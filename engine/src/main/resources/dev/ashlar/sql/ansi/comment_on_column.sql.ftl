comment on column ${relation}.${column} is <#if comment?has_content>${literal(comment)}<#else>null</#if>
