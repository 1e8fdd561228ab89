drop table if exists <#if !table.schema?has_content>pg_temp.</#if>${table}
