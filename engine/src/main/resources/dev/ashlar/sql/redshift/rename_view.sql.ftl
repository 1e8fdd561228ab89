<#-- There is no ALTER VIEW: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html renames views, too. -->
alter table ${from} rename to ${to.own}
