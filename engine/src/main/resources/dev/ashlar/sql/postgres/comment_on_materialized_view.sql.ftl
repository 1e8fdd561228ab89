comment on materialized view ${view} is <#if comment?has_content>${literal(comment)}<#else>null</#if>
