insert into ${target} (${columns?join(", ")})
${sql}
