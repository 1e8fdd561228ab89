delete from ${target}
where ${eventTime} >= timestamp ${literal(interval.start)} and ${eventTime} < timestamp ${literal(interval.end)}
