<#-- "lock table" would lock whatever the view reads too; to give a view the owner it has locks the view alone. -->
alter view ${view} owner to ${quoted(owner)}
