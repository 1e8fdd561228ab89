package dev.ashlar.manifest;

import java.util.Locale;
import java.util.regex.Pattern;

/** The name of a column; prints quoted. Two names that differ only in case are one column (see {@link #sameAs}). */
public record ColumnName(String name) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    public ColumnName {
        if (name.isEmpty()) throw new IllegalArgumentException("A column needs a name");
    }

    public boolean sameAs(ColumnName other) {
        return name.equalsIgnoreCase(other.name);
    }

    public String quoted() {
        return RelationName.quote(name);
    }

    /**
     * For SQL that people read: bare where every engine finds the column so, whatever its case; else quoted. A reserved
     * word is quoted in lower case, as engines store it.
     */
    public String bareOrQuoted() {
        if (!PLAIN.matcher(name).matches()) return quoted();
        return ReservedWords.contain(name) ? RelationName.quote(name.toLowerCase(Locale.ROOT)) : name;
    }

    @Override
    public String toString() {
        return quoted();
    }
}
