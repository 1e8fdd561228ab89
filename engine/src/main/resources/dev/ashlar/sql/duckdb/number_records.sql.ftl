<#-- A default is worked out row by row in the order of the table's rows, and much faster than a window, through which one thread alone can go. -->
create or replace temporary sequence ashlar_numbers;
alter table ${table} add column _row bigint default nextval('ashlar_numbers');
alter table ${table} alter column _row drop default;
drop sequence ashlar_numbers;
alter table ${table} add column _loaded_at timestamp default timestamp ${literal(loadedAt)};
alter table ${table} alter column _loaded_at drop default;
alter table ${table} add column _batch_id bigint default cast(${batch} as bigint);
alter table ${table} alter column _batch_id drop default