set query_group to ${literal(group)}
