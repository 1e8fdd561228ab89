refresh materialized view<#if refresh == "CONCURRENT"> concurrently</#if> ${view}
