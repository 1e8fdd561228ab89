package dev.ashlar.plan;

import java.util.Set;

/**
 * What planners must know of an engine; needs no connection.
 *
 * @param name under which profiles, templates and SQL folders know it
 * @param can what it can do
 * @param identifierLimit longest identifier in bytes
 * @param types which of its types hold the values of which
 */
public record EngineFacts(String name, Set<EngineCapability> can, int identifierLimit, TypeWidening types) {
    public EngineFacts {
        can = Set.copyOf(can);
    }
}
