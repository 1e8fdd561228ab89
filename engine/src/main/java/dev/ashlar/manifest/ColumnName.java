package dev.ashlar.manifest;

/** The name of a column; prints quoted. Two names that differ only in case are one column (see {@link #sameAs}). */
public record ColumnName(String name) {
    public ColumnName {
        if (name.isEmpty()) throw new IllegalArgumentException("A column needs a name");
    }

    public boolean sameAs(ColumnName other) {
        return name.equalsIgnoreCase(other.name);
    }

    public String quoted() {
        return RelationName.quote(name);
    }

    @Override
    public String toString() {
        return quoted();
    }
}
