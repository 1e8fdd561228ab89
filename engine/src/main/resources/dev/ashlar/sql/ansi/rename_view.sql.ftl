alter view ${from} rename to ${to.own}
