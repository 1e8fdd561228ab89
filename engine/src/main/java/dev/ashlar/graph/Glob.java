package dev.ashlar.graph;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Shell wildcards: {@code *}, {@code ?}, {@code [abc]}, {@code [!abc]}. Without any, the text itself. */
final class Glob {
    private Glob() {}

    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    /** A wildcard matches any character. */
    static Predicate<String> of(String text) {
        return compiled(text, ".*", ".", ".*");
    }

    /** A wildcard stays within one folder, {@code **} crosses folders. */
    static Predicate<String> ofPath(String text) {
        return compiled(text, "[^/]*", "[^/]", ".*");
    }

    private static Predicate<String> compiled(String text, String many, String one, String across) {
        if (!isPattern(text)) return text::equals;
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int close = c == '[' ? text.indexOf(']', i + 2) : -1;
            if (text.startsWith("**/", i)) {
                regex.append("(?:").append(across).append("/)?");
                i += 2;
            } else if (text.startsWith("**", i)) {
                regex.append(across);
                i++;
            } else if (c == '*') {
                regex.append(many);
            } else if (c == '?') {
                regex.append(one);
            } else if (close > 0) {
                regex.append(characters(text.substring(i + 1, close)));
                i = close;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            Pattern pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
            return name -> pattern.matcher(name).matches();
        } catch (PatternSyntaxException e) { // a range the wrong way round, such as [z-a], matches nothing
            return text::equals;
        }
    }

    private static String characters(String inside) {
        boolean not = inside.startsWith("!");
        String members = (not ? inside.substring(1) : inside)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("^", "\\^")
                .replace("&", "\\&");
        return (not ? "[^" : "[") + members + "]";
    }
}
