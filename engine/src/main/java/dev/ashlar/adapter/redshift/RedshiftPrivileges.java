package dev.ashlar.adapter.redshift;

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
final class RedshiftPrivileges {
    private static final int MOST_NAMED = 3;

    private RedshiftPrivileges() {}

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
                        "select nspname, has_schema_privilege(nspname, 'usage') and has_schema_privilege(nspname, 'create')"
                                + " from pg_namespace where nspname in " + list(schemas) + " order by nspname",
                        schemas.size())
                .rows();
    }

    /** Only its owner or a superuser can replace a relation. That is no fault while the project has no node of that name. */
    private static String ofOthers(WarehouseSession session, Set<String> schemas) {
        List<List<Object>> rows = session.read(
                        "select n.nspname, c.relname, u.usename from pg_class as c"
                                + " join pg_namespace as n on n.oid = c.relnamespace"
                                + " join pg_user as u on u.usesysid = c.relowner"
                                + " where c.relkind in ('r', 'v', 'm') and n.nspname in " + list(schemas)
                                + " and u.usename <> current_user and not exists"
                                + " (select 1 from pg_user as own where own.usename = current_user and own.usesuper)"
                                + " order by 1, 2",
                        MOST_NAMED + 1)
                .rows();
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

    /**
     * Snapshot isolation is the default of workgroups and of new databases, else it is serializable:
     * https://docs.aws.amazon.com/redshift/latest/dg/r_STV_DB_ISOLATION_LEVEL.html
     */
    static String engine(WarehouseSession session, Set<String> schemas) {
        List<List<Object>> isolation = session.read(
                        "select trim(isolation_level) from stv_db_isolation_level where trim(db_name) = current_database()",
                        1)
                .rows();
        Object timeout = session.read("select current_setting('statement_timeout')", 1)
                .rows()
                .get(0)
                .get(0);
        return "isolation "
                + (isolation.isEmpty() ? "unknown" : isolation.get(0).get(0)) + ", statement_timeout " + timeout
                + " (0: none)";
    }
}
