package dev.ashlar.report;

import dev.ashlar.manifest.ColumnName;
import java.util.Optional;

/**
 * What somebody may do with a relation.
 *
 * @param name lower case: {@code select}, {@code insert}
 * @param column empty for the whole relation
 */
public record Privilege(String name, Grantee grantee, Optional<ColumnName> column, GrantOption option) {
    /** Whether the holder may give it to others. */
    public enum GrantOption {
        WITHOUT,
        WITH
    }

    public static Privilege of(String name, Grantee grantee) {
        return new Privilege(name, grantee, Optional.empty(), GrantOption.WITHOUT);
    }
}
