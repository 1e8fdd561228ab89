alter table ${relation} owner to ${quoted(owner)}
