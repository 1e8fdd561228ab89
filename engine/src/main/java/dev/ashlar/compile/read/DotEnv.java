package dev.ashlar.compile.read;

import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.SourceLocation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@code .env} file: {@code NAME=value} lines, with {@code export}, quotes and {@code #} comments. */
public final class DotEnv {
    private static final Pattern LINE =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*?)\\s*");

    private DotEnv() {}

    /** Lines that are no assignment are reported without their text, which may be a secret. */
    public static Map<String, String> parse(String file, String text, Diagnostics diagnostics) {
        Map<String, String> values = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) continue;
            Matcher assignment = LINE.matcher(line);
            if (assignment.matches()) {
                values.put(assignment.group(1), value(assignment.group(2)));
            } else {
                diagnostics.error(
                        new SourceLocation(file, number, 1),
                        "This line is no NAME=value.",
                        "Write NAME=value, or # before it.");
            }
        }
        return values;
    }

    private static String value(String written) {
        if (written.length() >= 2) {
            char quote = written.charAt(0);
            int end = written.indexOf(quote, 1);
            if ((quote == '"' || quote == '\'') && end > 0) {
                String inner = written.substring(1, end);
                return quote == '"' ? inner.replace("\\n", "\n") : inner;
            }
        }
        int comment = written.indexOf(" #");
        return comment < 0 ? written : written.substring(0, comment).stripTrailing();
    }
}
