alter materialized view ${from} rename to ${to.own}
