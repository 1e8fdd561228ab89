drop schema if exists ${quoted(schema)}
