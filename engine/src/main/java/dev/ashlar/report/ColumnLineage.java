package dev.ashlar.report;

import dev.ashlar.manifest.ColumnName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a column of a node comes from, one step up.
 *
 * @param type where it is known from a cast, from properties or from the catalog; as written there
 * @param origins of direct parents, each once, never of kind {@link ColumnOrigin.Kind#FILTERS}; empty for what is worked
 *     out of no column ({@code count(*)}, a constant), and for columns of sources and seeds
 * @param unresolved why not all origins could be found; empty where {@code origins} are all there are
 */
public record ColumnLineage(
        ColumnName name, Optional<String> type, List<ColumnOrigin> origins, Optional<String> unresolved) {
    public ColumnLineage {
        Objects.requireNonNull(name);
        origins = List.copyOf(origins);
    }

    public boolean resolved() {
        return unresolved.isEmpty();
    }
}
