package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import java.time.Instant;
import java.util.Set;

/**
 * What a planner may know besides the node and its state.
 *
 * @param engine its name, for messages only
 * @param can what the engine can do
 * @param identifierLimit longest identifier in bytes; names beyond are shortened with a hash
 * @param types which of the engine's types hold the values of which
 * @param runTime the run's time; versions of a snapshot and markers carry it
 * @param attempt tells this try of the node from others
 * @param markers the table of markers
 * @param gate whether tests gate this node in this run
 */
public record PlanContext(
        String engine,
        Set<EngineCapability> can,
        int identifierLimit,
        TypeWidening types,
        Rebuild rebuild,
        GateMode gate,
        Instant runTime,
        String invocationId,
        String attempt,
        RelationName markers) {
    public PlanContext {
        can = Set.copyOf(can);
    }

    public enum Rebuild {
        AS_NEEDED,
        FULL_REFRESH
    }

    public enum GateMode {
        /** Some test gates the node. */
        GATED,
        /** No test does, or the node publishes always. */
        OPEN
    }
}
