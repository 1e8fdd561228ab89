package dev.ashlar.adapter.postgres;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.Grantee;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads relations of all kinds, their columns, comments and privileges, and what they are bound to, with one query. */
final class PostgresCatalog {
    private static final String QUERY =
            "select " + CatalogRows.SELECTED + "from pg_catalog.pg_class as c\n" + CatalogRows.JOINED + """
            where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relpersistence <> 't'
                and (%s)
            order by n.nspname, c.relname
            """;

    /** The schemas' own names come first, so that the look-up of relations goes by an index. */
    private static final String WITHIN =
            "c.relnamespace in (select oid from pg_catalog.pg_namespace where lower(nspname) = any (?))";

    private static final String ONE = WITHIN + " and lower(c.relname) = ?";

    /** Views and tables of whatever schema that are bound to relations of these. */
    private static final String BOUND = """

                or c.oid in (
                    select w.ev_class
                    from pg_catalog.pg_class as t
                    join pg_catalog.pg_depend as d
                        on d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid = t.oid
                        and d.classid = 'pg_catalog.pg_rewrite'::regclass
                    join pg_catalog.pg_rewrite as w on w.oid = d.objid
                    where t.relnamespace in (select oid from pg_catalog.pg_namespace where lower(nspname) = any (?))
                    union all
                    select k.conrelid
                    from pg_catalog.pg_constraint as k
                    join pg_catalog.pg_class as t on t.oid = k.confrelid
                    where k.contype = 'f'
                        and t.relnamespace in (select oid from pg_catalog.pg_namespace where lower(nspname) = any (?)))""";

    private static final String USERS = """
            select lower(n.nspname), coalesce(role.rolname::text, '')
            from pg_catalog.pg_namespace as n,
                aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) as acl
            left join pg_catalog.pg_roles as role on role.oid = acl.grantee
            where acl.privilege_type = 'USAGE' and lower(n.nspname) = any (?)
            """;

    private PostgresCatalog() {}

    static Catalog ofSchemas(Connection connection, Collection<String> schemas) throws SQLException {
        if (schemas.isEmpty()) return Catalog.EMPTY;
        return read(connection, WITHIN + BOUND, lower(schemas), 3, Optional.empty())
                .withUsers(users(connection, lower(schemas)));
    }

    static Catalog ofRelation(Connection connection, RelationName relation) throws SQLException {
        return read(connection, ONE, lower(List.of(relation.schema())), 1, Optional.of(relation.identifier()));
    }

    private static Object[] lower(Collection<String> schemas) {
        return schemas.stream().map(s -> s.toLowerCase(Locale.ROOT)).toArray();
    }

    /** @param times that the condition names the schemas */
    private static Catalog read(
            Connection connection, String condition, Object[] schemas, int times, Optional<String> name)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY.formatted(condition))) {
            for (int i = 1; i <= times; i++) statement.setArray(i, connection.createArrayOf("text", schemas));
            if (name.isPresent()) statement.setString(times + 1, name.get().toLowerCase(Locale.ROOT));
            try (ResultSet rows = statement.executeQuery()) {
                List<CatalogRelation> relations = new ArrayList<>();
                while (rows.next()) relations.add(CatalogRows.relation(rows));
                return Catalog.of(relations);
            }
        }
    }

    private static Map<String, Set<Grantee>> users(Connection connection, Object[] schemas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(USERS)) {
            statement.setArray(1, connection.createArrayOf("text", schemas));
            try (ResultSet rows = statement.executeQuery()) {
                Map<String, Set<Grantee>> users = new HashMap<>();
                while (rows.next()) {
                    String role = rows.getString(2);
                    users.computeIfAbsent(rows.getString(1), schema -> new HashSet<>())
                            .add(role.isEmpty() ? Grantee.EVERYBODY : Grantee.user(role));
                }
                return users;
            }
        }
    }
}
