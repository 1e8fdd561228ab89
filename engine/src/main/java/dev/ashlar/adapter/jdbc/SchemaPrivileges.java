package dev.ashlar.adapter.jdbc;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.WarehouseSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the user needs to be allowed in the database: to make the schemas that lack, and relations in those that stand.
 *
 * @param schemaKey the column of {@code pg_namespace} by which {@code has_schema_privilege} knows a schema
 * @param ofOthers a query of schema, name and owner of relations that the user cannot replace, with {@code %s} where the
 *     list of schemas belongs
 */
public record SchemaPrivileges(String schemaKey, String ofOthers) {
    private static final int MOST_NAMED = 3;

    private record User(String name, String database, boolean makesSchemas) {}

    /**
     * @param schemas that runs write to
     * @throws DiagnosticException with what lacks and the statements that give it
     */
    public String found(WarehouseSession session, Set<String> schemas) {
        User user = user(session);
        Set<String> lacking = new TreeSet<>(schemas);
        List<String> closed = new ArrayList<>();
        for (List<Object> row : standing(session, schemas)) {
            lacking.remove(String.valueOf(row.get(0)));
            if (!(Boolean) row.get(1)) closed.add(String.valueOf(row.get(0)));
        }
        List<Diagnostic> problems = new ArrayList<>();
        if (!lacking.isEmpty() && !user.makesSchemas()) problems.add(mayNotMake(user, lacking));
        if (!closed.isEmpty()) problems.add(mayNotUse(user, closed));
        if (!problems.isEmpty()) throw new DiagnosticException(problems, null);
        if (schemas.isEmpty()) return "the project's schemas are not known, since it has errors: see below";
        return (schemas.size() - lacking.size()) + " schemas stand and are open, " + lacking.size() + " will be made"
                + unreplaceable(session, schemas);
    }

    private static User user(WarehouseSession session) {
        List<Object> row = session.read(
                        "select current_user, current_database(), has_database_privilege(current_database(), 'create')",
                        1)
                .rows()
                .get(0);
        return new User(String.valueOf(row.get(0)), String.valueOf(row.get(1)), (Boolean) row.get(2));
    }

    private List<List<Object>> standing(WarehouseSession session, Set<String> schemas) {
        if (schemas.isEmpty()) return List.of();
        return session.read(
                        "select nspname, has_schema_privilege(" + schemaKey + ", 'usage') and has_schema_privilege("
                                + schemaKey + ", 'create') from pg_namespace where nspname in " + list(schemas)
                                + " order by nspname",
                        schemas.size())
                .rows();
    }

    private static Diagnostic mayNotMake(User user, Collection<String> schemas) {
        String name = RelationName.quote(user.name());
        return Diagnostic.error(
                "User '" + user.name() + "' may not create schemas in database '" + user.database() + "', and "
                        + String.join(", ", schemas) + (schemas.size() == 1 ? " does" : " do") + " not exist.",
                "Somebody who may has to send: grant create on database " + RelationName.quote(user.database()) + " to "
                        + name + "; or make them: " + each(schemas, "create schema %s authorization " + name));
    }

    private static Diagnostic mayNotUse(User user, Collection<String> schemas) {
        return Diagnostic.error(
                "User '" + user.name() + "' may not make relations in " + String.join(", ", schemas) + ".",
                "Somebody who may has to send: "
                        + each(schemas, "grant usage, create on schema %s to " + RelationName.quote(user.name())));
    }

    private static String each(Collection<String> schemas, String statement) {
        return schemas.stream()
                .map(schema -> statement.formatted(RelationName.quote(schema)))
                .collect(Collectors.joining("; "));
    }

    /** That is no fault while the project has no node of that name. */
    private String unreplaceable(WarehouseSession session, Set<String> schemas) {
        List<List<Object>> rows =
                session.read(ofOthers.formatted(list(schemas)), MOST_NAMED + 1).rows();
        if (rows.isEmpty()) return "";
        String named = rows.stream()
                .limit(MOST_NAMED)
                .map(row -> row.get(0) + "." + row.get(1) + " (" + row.get(2) + ")")
                .collect(Collectors.joining(", "));
        return "; relations of other users in them cannot be replaced: " + named
                + (rows.size() > MOST_NAMED ? " and more" : "");
    }

    private static String list(Collection<String> texts) {
        return texts.stream()
                .map(text -> "'" + text.replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
