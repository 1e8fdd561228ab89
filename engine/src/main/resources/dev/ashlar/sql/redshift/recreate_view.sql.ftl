create view ${view} as
${definition}
