-- case: view with descriptions

-- read
select id, name from shop.raw;
-- note: The descriptions of the columns of model 'orders' are not written as comments: redshift keeps none for a view that binds late.
-- with id integer, name character varying(40)
-- publish
begin;
create or replace view "shop"."orders" as
select id, name from shop.raw
with no schema binding;
comment on view "shop"."orders" is 'Orders, it''s said';
insert into "ashlar"."markers" (relation_schema, relation_name, node, attempt, invocation_id, checksum, recorded_at)
values ('shop', 'orders', 'model.storefront.orders', 'attempt', 'invocation', '8f9e08455f24aa01e273f84dd52dc38ec60a62f75e9f9f472f9142707f072dc8', timestamp '2026-11-02 03:00:00.000000');
commit;
