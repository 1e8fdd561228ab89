-- case: table that is given up, absent, killed_candidate, gated, full_refresh
-- case: table that is given up, our_table, killed_candidate, gated, full_refresh
-- case: table that is given up, absent, killed_candidate, open, full_refresh
-- case: table that is given up, our_table, killed_candidate, open, full_refresh

-- stage
drop table if exists "shop"."orders__new";
