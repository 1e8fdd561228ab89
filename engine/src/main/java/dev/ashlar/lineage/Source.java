package dev.ashlar.lineage;

import java.util.Optional;

/**
 * An entry of {@code from}.
 *
 * @param key of its alias, or of its own name where it has none; empty for one without a name
 * @param schema key of the schema it was named with, while no alias hides it
 * @param element what every field of it is worked out of, where it is rows of a nested value
 */
record Source(String key, Optional<String> schema, Rows rows, Optional<Value> element) {
    static Source of(String key, Rows rows) {
        return new Source(key, Optional.empty(), rows, Optional.empty());
    }
}
