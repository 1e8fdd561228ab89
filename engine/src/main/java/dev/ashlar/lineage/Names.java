package dev.ashlar.lineage;

import java.util.Locale;

/** Compares and prints names as an engine does. A key is the form under which two spellings of one name meet. */
record Names(Dialect dialect) {
    /** @param raw as it stands in the SQL, with its quotes */
    String key(String raw) {
        return keyOfName(shown(raw));
    }

    /** @param name as a catalog or a result holds it */
    String keyOfName(String name) {
        return switch (dialect.folding()) {
            case LOWER_UNLESS_QUOTED -> name;
            case LOWER, ANY_CASE -> name.toLowerCase(Locale.ROOT);
        };
    }

    /** What the engine calls a column that is written so. */
    String shown(String raw) {
        String name = unquoted(raw);
        boolean quoted = isQuoted(raw);
        return switch (dialect.folding()) {
            case LOWER_UNLESS_QUOTED -> quoted ? name : name.toLowerCase(Locale.ROOT);
            case LOWER -> name.toLowerCase(Locale.ROOT);
            case ANY_CASE -> name;
        };
    }

    static boolean isQuoted(String raw) {
        return raw.length() > 1 && raw.startsWith("\"") && raw.endsWith("\"");
    }

    static String unquoted(String raw) {
        return isQuoted(raw) ? raw.substring(1, raw.length() - 1).replace("\"\"", "\"") : raw;
    }
}
