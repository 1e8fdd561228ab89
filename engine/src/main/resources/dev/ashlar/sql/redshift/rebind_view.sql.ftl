create or replace view ${view} as
${definition}
