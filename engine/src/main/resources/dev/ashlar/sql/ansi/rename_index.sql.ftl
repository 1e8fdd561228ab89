alter index if exists <#if table.schema?has_content>${quoted(table.schema)}.</#if>${quoted(from)} rename to ${quoted(to)}
