package dev.ashlar.manifest;

import java.util.List;
import java.util.Optional;

/**
 * A constraint declared under {@code constraints:} of a model or column.
 *
 * @param name given by the user; empty for one made by the engine
 * @param columns the columns it speaks of; empty for a check without columns
 * @param expression the condition of a check, or the referenced relation and columns of a foreign key
 * @param to the referenced relation of a foreign key ({@code ref(...)} resolved); empty otherwise
 */
public record Constraint(
        Kind kind,
        Optional<String> name,
        List<ColumnName> columns,
        String expression,
        Optional<NodeId> to,
        List<ColumnName> toColumns) {
    public Constraint {
        columns = List.copyOf(columns);
        toColumns = List.copyOf(toColumns);
    }

    public enum Kind {
        NOT_NULL,
        UNIQUE,
        PRIMARY_KEY,
        FOREIGN_KEY,
        CHECK,
        CUSTOM
    }
}
