package dev.ashlar.adapter.freemarker;

import dev.ashlar.diagnostic.Excerpt;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.TemplateText;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Turns of phrase of our diagnostics. */
final class Wording {
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
        for (String end : List.of("\n==>", "\n----", ", but was expecting one of", ", but was expecting:")) {
            int at = first.indexOf(end);
            if (at >= 0) first = first.substring(0, at);
        }
        first = WRAPPER.matcher(first).replaceAll("").replaceAll("\\s+", " ").strip();
        if (first.endsWith(":")) first = first.substring(0, first.length() - 1);
        return first.endsWith(".") || first.endsWith("!") || first.endsWith("?") ? first : first + ".";
    }
}
