package dev.ashlar.load.format;

import dev.ashlar.manifest.FieldPath;
import java.util.List;
import java.util.function.Function;

/**
 * What is asked of records that name their fields themselves, beside their fields as they are.
 *
 * @param paths values within fields; the path's text is their name
 * @param form in which the field of a name, or of a path, is given
 */
public record Wanted(List<FieldPath> paths, Function<String, Form> form) {
    public static final Wanted FIELDS = new Wanted(List.of(), name -> Form.TEXT);

    public Wanted {
        paths = List.copyOf(paths);
    }

    public enum Form {
        /** The text itself of what is a text, everything else as JSON. */
        TEXT,
        /** As {@link #TEXT}, but numbers without exponent. */
        NUMBER,
        /** Everything as JSON, texts in quotes. */
        JSON,
        /** Nobody asks for it. It is not given where paths lead through it, else as {@link #TEXT}. */
        UNASKED
    }
}
