package dev.ashlar.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A column as the project describes it.
 *
 * @param dataType as written in the properties file; the contract and the loader use it
 * @param constraints of this column alone
 * @param header the name in a loaded file, where it differs
 * @param path where a value stands within a record of a loaded file that nests: {@code customer.address.city}
 */
public record Column(
        ColumnName name,
        Optional<String> dataType,
        String description,
        List<String> tags,
        Map<String, Object> meta,
        List<Constraint> constraints,
        Optional<String> header,
        Optional<FieldPath> path) {
    public Column {
        tags = List.copyOf(tags);
        meta = Map.copyOf(meta);
        constraints = List.copyOf(constraints);
    }

    /** A column whose values stand in no path. */
    public Column(
            ColumnName name,
            Optional<String> dataType,
            String description,
            List<String> tags,
            Map<String, Object> meta,
            List<Constraint> constraints,
            Optional<String> header) {
        this(name, dataType, description, tags, meta, constraints, header, Optional.empty());
    }
}
