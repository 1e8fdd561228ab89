drop view ${view}
