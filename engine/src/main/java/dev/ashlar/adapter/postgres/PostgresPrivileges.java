package dev.ashlar.adapter.postgres;

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

/** What the user needs to be allowed in the database: to make the schemas that lack, and relations in those that stand. */
final class PostgresPrivileges {
    private static final int MOST_NAMED = 3;

    private PostgresPrivileges() {}

    /**
     * @param schemas that runs write to
     * @throws DiagnosticException with what lacks and the statements that give it
     */
    static String found(WarehouseSession session, Set<String> schemas) {
        List<Object> user = session.read(
                        "select current_user, current_database(), has_database_privilege(current_database(), 'create')",
                        1)
                .rows()
                .get(0);
        String name = String.valueOf(user.get(0));
        String database = String.valueOf(user.get(1));
        boolean creates = (Boolean) user.get(2);
        Set<String> lacking = new TreeSet<>(schemas);
        List<String> closed = new ArrayList<>();
        for (List<Object> row : standing(session, schemas)) {
            lacking.remove(String.valueOf(row.get(0)));
            if (!(Boolean) row.get(1)) closed.add(String.valueOf(row.get(0)));
        }
        List<Diagnostic> problems = new ArrayList<>();
        if (!lacking.isEmpty() && !creates) {
            problems.add(Diagnostic.error(
                    "User '" + name + "' may not create schemas in database '" + database + "', and "
                            + String.join(", ", lacking) + (lacking.size() == 1 ? " does" : " do") + " not exist.",
                    "Somebody who may has to send: grant create on database " + RelationName.quote(database) + " to "
                            + RelationName.quote(name) + "; or make them: "
                            + each(lacking, "create schema %s authorization " + RelationName.quote(name))));
        }
        if (!closed.isEmpty()) {
            problems.add(Diagnostic.error(
                    "User '" + name + "' may not make relations in " + String.join(", ", closed) + ".",
                    "Somebody who may has to send: "
                            + each(closed, "grant usage, create on schema %s to " + RelationName.quote(name))));
        }
        if (!problems.isEmpty()) throw new DiagnosticException(problems, null);
        if (schemas.isEmpty()) return "the project's schemas are not known, since it has errors: see below";
        return (schemas.size() - lacking.size()) + " schemas stand and are open, " + lacking.size() + " will be made"
                + ofOthers(session, schemas);
    }

    private static String each(Collection<String> schemas, String statement) {
        return schemas.stream()
                .map(schema -> statement.formatted(RelationName.quote(schema)))
                .collect(Collectors.joining("; "));
    }

    private static List<List<Object>> standing(WarehouseSession session, Set<String> schemas) {
        if (schemas.isEmpty()) return List.of();
        return session.read(
                        "select nspname, has_schema_privilege(oid, 'usage') and has_schema_privilege(oid, 'create')"
                                + " from pg_namespace where nspname in " + list(schemas) + " order by nspname",
                        schemas.size())
                .rows();
    }

    /** Only the owner of a relation can replace it. That is no fault while the project has no node of that name. */
    private static String ofOthers(WarehouseSession session, Set<String> schemas) {
        List<List<Object>> rows = session.read(
                        "select n.nspname || '.' || c.relname || ' (' || pg_get_userbyid(c.relowner) || ')'"
                                + " from pg_class as c join pg_namespace as n on n.oid = c.relnamespace"
                                + " where c.relkind in ('r', 'v', 'm', 'p') and n.nspname in " + list(schemas)
                                + " and not pg_has_role(c.relowner, 'usage') order by 1",
                        MOST_NAMED + 1)
                .rows();
        if (rows.isEmpty()) return "";
        String named = rows.stream()
                .limit(MOST_NAMED)
                .map(row -> String.valueOf(row.get(0)))
                .collect(Collectors.joining(", "));
        return "; relations of other users in them cannot be replaced: " + named
                + (rows.size() > MOST_NAMED ? " and more" : "");
    }

    private static String list(Collection<String> texts) {
        return texts.stream()
                .map(text -> "'" + text.replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }

    static String engine(WarehouseSession session, Set<String> schemas) {
        List<Object> facts = session.read(
                        "select current_setting('transaction_isolation'), current_setting('lock_timeout'),"
                                + " current_setting('statement_timeout'), current_setting('max_connections'),"
                                + " current_setting('TimeZone')",
                        1)
                .rows()
                .get(0);
        return "isolation " + facts.get(0) + ", lock_timeout " + facts.get(1) + ", statement_timeout " + facts.get(2)
                + " (0: none), max_connections " + facts.get(3) + ", time zone " + facts.get(4);
    }
}
