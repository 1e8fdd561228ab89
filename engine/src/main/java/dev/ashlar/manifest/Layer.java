package dev.ashlar.manifest;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A course of the warehouse.
 *
 * @param rank 0 for the lowest
 * @param schema the schema its relations go to, before the target's prefix
 * @param reads what its models may read
 * @param defaults configuration for its models
 * @param expiresAfterDays how long a model lives after its first build; empty for ever
 */
public record Layer(
        String name, int rank, String schema, Reads reads, NodeConfig defaults, Optional<Integer> expiresAfterDays) {
    public Layer {
        Objects.requireNonNull(name);
        Objects.requireNonNull(schema);
        Objects.requireNonNull(reads);
        Objects.requireNonNull(defaults);
        Objects.requireNonNull(expiresAfterDays);
    }

    /** The {@code reads} rule. */
    public sealed interface Reads {
        /** {@code reads: all}, also what holds where nothing is said. */
        record Everything() implements Reads {}

        /** @param names layers, and the words {@code sources}, {@code seeds}, {@code snapshots} */
        record Only(List<String> names) implements Reads {
            public Only {
                names = List.copyOf(names);
            }
        }
    }
}
