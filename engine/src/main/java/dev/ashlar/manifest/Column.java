package dev.ashlar.manifest;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    /** The tag, and the key of {@code meta}, that mark personal data. */
    public static final String PII = "pii";

    private static final Set<String> NO = Set.of("", "false", "no", "none", "off");

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

    /**
     * Whether it is marked as personal data: by the tag {@code pii} in any case, or by a {@code meta} whose {@code pii} says
     * anything but no. {@code pii: email} is as good a mark as {@code pii: true}: who doubts, hides.
     */
    public boolean personal() {
        return tags.stream().anyMatch(PII::equalsIgnoreCase) || marks(meta.get(PII));
    }

    /** Whether a value of {@code meta}'s {@code pii} marks personal data. */
    private static boolean marks(Object said) {
        return switch (said) {
            case null -> false;
            case Boolean flag -> flag;
            case Collection<?> kinds -> !kinds.isEmpty();
            case Map<?, ?> kinds -> !kinds.isEmpty();
            default -> !NO.contains(String.valueOf(said).strip().toLowerCase(Locale.ROOT));
        };
    }
}
