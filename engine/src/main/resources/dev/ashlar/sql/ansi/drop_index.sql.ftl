drop index <#if table.schema?has_content>${quoted(table.schema)}.</#if>${quoted(name)}
