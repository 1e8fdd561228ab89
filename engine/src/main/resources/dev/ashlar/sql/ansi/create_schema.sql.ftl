create schema if not exists ${quoted(schema)}
