package dev.ashlar.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One run of the tool.
 *
 * @param id a random UUID
 * @param command the verb: build, run, test, ...
 * @param arguments flags as given, secrets masked
 * @param startedAt the run's time: {@code run_started_at} in templates, {@code --run-time} if given
 * @param gitRevision empty outside a repository
 */
public record Invocation(
        String id,
        String command,
        List<String> arguments,
        Map<String, Object> vars,
        String target,
        Instant startedAt,
        String gitRevision) {
    public Invocation {
        arguments = List.copyOf(arguments);
        vars = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(vars));
    }
}
