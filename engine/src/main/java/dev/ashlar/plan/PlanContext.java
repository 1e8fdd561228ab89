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
 * @param markers the table of markers; the other records stand beside it
 * @param gate whether tests gate this node in this run
 * @param portion what part of the node is planned
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
        RelationName markers,
        Portion portion) {
    public PlanContext {
        can = Set.copyOf(can);
    }

    /** Of the whole node. */
    public PlanContext(
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
        this(
                engine,
                can,
                identifierLimit,
                types,
                rebuild,
                gate,
                runTime,
                invocationId,
                attempt,
                markers,
                new Portion.Whole());
    }

    /** Of a part of the node. */
    public PlanContext of(Portion other) {
        return new PlanContext(
                engine, can, identifierLimit, types, rebuild, gate, runTime, invocationId, attempt, markers, other);
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
