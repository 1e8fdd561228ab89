package dev.ashlar.port;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of paths with forward slashes, the same in every place: {@code *} and {@code ?} stay within a name, {@code **}
 * goes through folders, {@code [a-c]}, {@code [!a-c]} and <code>{a,b}</code> choose, {@code \} takes a sign for itself. One
 * that ends with a slash means every file below, save those whose name, or whose folder's, begins with {@code _} or
 * {@code .}, which are marks and drafts.
 */
public final class PathPattern {
    private static final String SIGNS = "*?[]{}\\";
    private static final String BELOW = "(?:[^/_.][^/]*/)*[^/_.][^/]*";

    private final String text;
    private final Pattern regex;

    /** For each depth what a folder must be like, as far as the pattern's parts can be told apart. */
    private final List<Pattern> folders;

    /** Whether files of any greater depth may match. */
    private final boolean endless;

    private PathPattern(String text) {
        this.text = text;
        this.regex = Pattern.compile(regex(text) + (isFolder(text) ? BELOW : ""), Pattern.DOTALL);
        List<Pattern> above = new ArrayList<>();
        int slash = text.indexOf('/');
        while (slash >= 0 && !text.substring(0, slash).contains("**") && isClosed(text.substring(0, slash))) {
            above.add(Pattern.compile(regex(text.substring(0, slash)), Pattern.DOTALL));
            slash = text.indexOf('/', slash + 1);
        }
        this.folders = List.copyOf(above);
        this.endless = slash >= 0
                || isFolder(text)
                || text.substring(text.lastIndexOf('/') + 1).contains("**");
    }

    private static boolean isFolder(String text) {
        return text.isEmpty() || text.endsWith("/");
    }

    private static boolean isClosed(String part) {
        return part.chars().filter(c -> c == '{').count()
                        == part.chars().filter(c -> c == '}').count()
                && part.chars().filter(c -> c == '[').count()
                        == part.chars().filter(c -> c == ']').count();
    }

    /** @throws PlaceException for a bracket that never closes and the like */
    public static PathPattern of(String text) throws PlaceException {
        try {
            return new PathPattern(text);
        } catch (PatternSyntaxException bad) {
            throw new PlaceException(
                    "the pattern '" + text + "' cannot be read: " + bad.getDescription(),
                    "Close every [ and {, or write a \\ before one that belongs to the name.",
                    bad);
        }
    }

    /** A pattern that a path alone matches, or part of one. */
    public static String literal(String path) {
        StringBuilder literal = new StringBuilder();
        for (char c : path.toCharArray()) {
            if (SIGNS.indexOf(c) >= 0) literal.append('\\');
            literal.append(c);
        }
        return literal.toString();
    }

    public boolean matches(String path) {
        return regex.matcher(path).matches();
    }

    /** What every match begins with: all before the first sign. */
    public String prefix() {
        int end = 0;
        while (end < text.length() && SIGNS.indexOf(text.charAt(end)) < 0) end++;
        return text.substring(0, end);
    }

    /** The deepest folder that every match lies in, with its slash, or empty. */
    public String folder() {
        return text.substring(0, prefix().lastIndexOf('/') + 1);
    }

    /**
     * Whether files that match may lie below a folder.
     *
     * @param path without a slash at its end
     */
    public boolean leadsInto(String path) {
        int depth = (int) path.chars().filter(c -> c == '/').count();
        return depth < folders.size() ? folders.get(depth).matcher(path).matches() : endless;
    }

    /** Whether it names one file only. */
    public boolean isPlain() {
        return prefix().length() == text.length() && !text.endsWith("/");
    }

    @Override
    public String toString() {
        return text;
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> {
                    boolean through = i + 1 < glob.length() && glob.charAt(i + 1) == '*';
                    regex.append(through ? ".*" : "[^/]*");
                    if (through) i++;
                }
                case '?' -> regex.append("[^/]");
                case '[' -> {
                    int end = glob.indexOf(']', i + 2);
                    if (end < 0) throw new PatternSyntaxException("a '[' is never closed", glob, i);
                    regex.append(choice(glob.substring(i + 1, end)));
                    i = end;
                }
                case '{' -> {
                    braces++;
                    regex.append("(?:");
                }
                case '}' -> {
                    if (braces-- == 0) throw new PatternSyntaxException("a '}' closes nothing", glob, i);
                    regex.append(')');
                }
                case ',' -> regex.append(braces > 0 ? "|" : ",");
                case '\\' -> {
                    if (++i == glob.length()) throw new PatternSyntaxException("it ends with a '\\'", glob, i);
                    regex.append(Pattern.quote(String.valueOf(glob.charAt(i))));
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        if (braces > 0) throw new PatternSyntaxException("a '{' is never closed", glob, glob.length());
        return regex.toString();
    }

    private static String choice(String signs) {
        boolean others = signs.startsWith("!");
        String escaped = (others ? signs.substring(1) : signs)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("^", "\\^")
                .replace("&", "\\&");
        return "(?!/)[" + (others ? "^" : "") + escaped + "]";
    }
}
