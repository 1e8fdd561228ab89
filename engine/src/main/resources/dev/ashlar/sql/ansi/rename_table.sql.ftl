alter table ${from} rename to ${to.own}
