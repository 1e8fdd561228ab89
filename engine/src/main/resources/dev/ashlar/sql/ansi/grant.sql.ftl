grant ${privilege} on ${relation} to ${grantees?join(", ")}
