-- case: our_stored_view, kept_failed, killed_candidate, open
-- case: our_stored_view, kept_failed, killed_candidate, open, full_refresh
-- case: our_other_stored_view, kept_failed, killed_candidate, open
-- case: our_other_stored_view, kept_failed, killed_candidate, open, full_refresh

-- stage
drop table if exists "shop"."orders__new";
-- stage
begin;
create table "shop"."orders__new" (
    "id" integer,
    "name" character varying(40)
);
-- load rows into "shop"."orders__new"
-- stage
analyze "shop"."orders__new";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders__new', 'seed.storefront.orders', 'attempt', 'invocation', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', timestamp '2026-11-02 03:00:00.000000');
commit;
-- publish
begin;
drop materialized view "shop"."orders";
alter table "shop"."orders__new" rename to "orders";
drop table "shop"."orders__failed";
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'seed.storefront.orders', 'attempt', 'invocation', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', timestamp '2026-11-02 03:00:00.000000');
commit;
-- after a failure:
--   drop table if exists "shop"."orders__new";
