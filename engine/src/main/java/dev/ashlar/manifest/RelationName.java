package dev.ashlar.manifest;

import java.util.Objects;

/**
 * The name of a table or view in the warehouse; prints quoted and qualified.
 *
 * @param database empty where the session's own database is meant
 * @param schema empty for temporary relations, which live in the session
 */
public record RelationName(String database, String schema, String identifier) implements Comparable<RelationName> {
    public RelationName {
        Objects.requireNonNull(database);
        Objects.requireNonNull(schema);
        if (identifier.isEmpty()) throw new IllegalArgumentException("A relation needs a name");
    }

    public static RelationName of(String schema, String identifier) {
        return new RelationName("", schema, identifier);
    }

    public static RelationName temporary(String identifier) {
        return new RelationName("", "", identifier);
    }

    /** The relation of the same schema with another name. */
    public RelationName named(String other) {
        return new RelationName(database, schema, other);
    }

    public String quoted() {
        StringBuilder out = new StringBuilder();
        if (!database.isEmpty()) out.append(quote(database)).append('.');
        if (!schema.isEmpty()) out.append(quote(schema)).append('.');
        return out.append(quote(identifier)).toString();
    }

    /** For messages and reports: no quotes. */
    public String plain() {
        return (database.isEmpty() ? "" : database + ".") + (schema.isEmpty() ? "" : schema + ".") + identifier;
    }

    /** A standard SQL delimited identifier. */
    public static String quote(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** Written out, with {@code hashCode}: key of most maps of a run, and what a record brings by itself takes several times as long. */
    @Override
    public boolean equals(Object other) {
        if (this == other) return true;
        return other instanceof RelationName name
                && identifier.equals(name.identifier)
                && schema.equals(name.schema)
                && database.equals(name.database);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * database.hashCode() + schema.hashCode()) + identifier.hashCode();
    }

    @Override
    public int compareTo(RelationName other) {
        return plain().compareTo(other.plain());
    }

    @Override
    public String toString() {
        return quoted();
    }
}
