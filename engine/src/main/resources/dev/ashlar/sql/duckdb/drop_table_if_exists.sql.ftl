drop table if exists <#if !table.schema?has_content>temp.</#if>${table}
