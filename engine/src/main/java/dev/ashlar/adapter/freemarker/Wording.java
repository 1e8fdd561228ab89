package dev.ashlar.adapter.freemarker;

import dev.ashlar.diagnostic.Excerpt;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.TemplateText;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Turns of phrase of our diagnostics. */
final class Wording {
    private static final String ANY_TEXT =
            "a string or something automatically convertible to string (number, date or boolean),"
                    + " or \"template output\" ";
    private static final Pattern UNEXPECTED = Pattern.compile("^Encountered (\"[^\"]*\")");

    /** Where FreeMarker's messages turn to its stack, its tips, its grammar. */
    private static final List<String> TAILS = List.of(
            "\n==>",
            "\n----",
            ", but was expecting one of",
            ", but was expecting:",
            " Check if the FreeMarker",
            " (See FreeMarker Manual",
            " This usually because",
            " Think twice");

    private static final Pattern WRAPPER = Pattern.compile(" \\((wrapper|Java class): [^)]*\\)");

    private Wording() {}

    static String duration(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    static String excerpt(TemplateText source, SourceLocation at) {
        if (!source.file().equals(at.file())) return "";
        return Excerpt.of(source.text(), at.line() - source.line() + 1, at.column() - source.column() + 1, at.line());
    }

    /** FreeMarker's message on one line, without its tips, its wrapper classes and its lists of expected tokens. */
    static String sentence(String message) {
        String first = message;
        for (String end : TAILS) {
            int at = first.indexOf(end);
            if (at >= 0) first = first.substring(0, at);
        }
        first = WRAPPER.matcher(first).replaceAll("").replaceAll("\\s+", " ").strip();
        first = first.replace(ANY_TEXT, "a text, number, date or boolean")
                .replace("extended_hash", "hash")
                .replace("a(n) user-defined directive, transform or macro", "a macro");
        int blamed = first.indexOf(" The blamed expression");
        if (blamed >= 0) first = first.substring(0, blamed);
        first = UNEXPECTED.matcher(first).replaceFirst("$1 is not expected here");
        if (first.endsWith(":")) first = first.substring(0, first.length() - 1);
        return first.endsWith(".") || first.endsWith("!") || first.endsWith("?") ? first : first + ".";
    }
}
