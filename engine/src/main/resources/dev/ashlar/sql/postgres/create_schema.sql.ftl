<#-- `create schema if not exists` wants the privilege to make schemas even where the schema stands. One line: a dry run ends statements by `;` at the end of one. -->
do $ashlar$ begin if not exists (select from pg_catalog.pg_namespace where nspname = ${literal(schema)}) then create schema if not exists ${quoted(schema)}; end if; end $ashlar$
