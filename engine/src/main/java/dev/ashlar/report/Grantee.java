package dev.ashlar.report;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who holds a privilege. Engines that know only roles call all of them users here.
 *
 * @param name as the engine keeps it; empty for everybody
 */
public record Grantee(Type type, String name) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

    public static final Grantee EVERYBODY = new Grantee(Type.EVERYBODY, "");

    public enum Type {
        USER,
        GROUP,
        ROLE,
        EVERYBODY
    }

    public static Grantee user(String name) {
        return new Grantee(Type.USER, name);
    }

    /**
     * As users write it: {@code ann}, {@code group analysts}, {@code role etl}, {@code public}; dbt's {@code user:ann},
     * {@code group:analysts} and {@code role:etl} mean the same. A plain name in whatever case is the one in lower case, as in SQL; one in double quotes,
     * or with other signs in it, is taken as it stands.
     */
    public static Grantee of(String written) {
        String text = written.strip();
        for (Type type : new Type[] {Type.USER, Type.GROUP, Type.ROLE}) {
            String word = type.name().toLowerCase(Locale.ROOT);
            if (text.length() > word.length()
                    && text.regionMatches(true, 0, word, 0, word.length())
                    && (text.charAt(word.length()) == ':' || Character.isWhitespace(text.charAt(word.length())))) {
                return new Grantee(
                        type, unquoted(text.substring(word.length() + 1).strip()));
            }
        }
        return text.equalsIgnoreCase("public") ? EVERYBODY : user(unquoted(text));
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() > 2 && name.startsWith("\"") && name.endsWith("\"");
        if (quoted) return name.substring(1, name.length() - 1).replace("\"\"", "\"");
        return PLAIN.matcher(name).matches() ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** As {@code group analysts}; a user by the name alone. */
    @Override
    public String toString() {
        return switch (type) {
            case USER -> name;
            case GROUP -> "group " + name;
            case ROLE -> "role " + name;
            case EVERYBODY -> "public";
        };
    }
}
