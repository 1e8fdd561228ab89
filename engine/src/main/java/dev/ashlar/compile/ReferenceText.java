package dev.ashlar.compile;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.port.ModelTemplates.Reference;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ref("a")}, {@code ref("pkg", "a")}, {@code ref("a", {"version": 2})}, {@code ref("a", v=2)} and
 * {@code source("s", "t")} as texts of YAML files: arguments of tests, {@code depends_on} of exposures, inputs of unit
 * tests, {@code to} of constraints.
 */
public final class ReferenceText {
    private static final String QUOTED = "(?:\"([^\"]+)\"|'([^']+)')";
    private static final Pattern FORM = Pattern.compile(
            "\\s*(ref|source)\\(\\s*" + QUOTED + "\\s*(?:,\\s*" + QUOTED
                    + "\\s*)?(?:,\\s*(?:\\{\\s*[\"']version[\"']\\s*:|v(?:ersion)?\\s*=)\\s*[\"']?([\\w.]+)[\"']?\\s*}?\\s*)?\\)\\s*");

    private ReferenceText() {}

    /** Empty when the text is no reference. */
    public static Optional<Reference> parse(String text, SourceLocation at) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) return Optional.empty();
        String first = or(form.group(2), form.group(3));
        String second = or(form.group(4), form.group(5));
        String version = or(form.group(6), "");
        if (form.group(1).equals("source")) {
            return second == null ? Optional.empty() : Optional.of(new Reference.ToSource(first, second, at));
        }
        return Optional.of(
                second == null
                        ? new Reference.ToNode("", first, version, at)
                        : new Reference.ToNode(first, second, version, at));
    }

    /** As a user would write it. */
    public static String of(Reference reference) {
        return switch (reference) {
            case Reference.ToNode r -> {
                String from = r.packageName().isEmpty() ? "" : "'" + r.packageName() + "', ";
                yield "ref(" + from + "'" + r.name() + "'" + (r.version().isEmpty() ? "" : ", v=" + r.version()) + ")";
            }
            case Reference.ToSource r -> "source('" + r.source() + "', '" + r.table() + "')";
            case Reference.ToRejects r -> "rejects('" + r.source() + "', '" + r.table() + "')";
        };
    }

    private static String or(String one, String other) {
        return one == null ? other : one;
    }
}
