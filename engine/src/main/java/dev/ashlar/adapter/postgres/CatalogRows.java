package dev.ashlar.adapter.postgres;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.Access;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import dev.ashlar.report.Grantee;
import dev.ashlar.report.Privilege;
import dev.ashlar.report.Privilege.GrantOption;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One row a relation: what is selected of it, and how it is read. */
final class CatalogRows {
    /**
     * Of {@code pg_class as c} and its {@code pg_namespace as n}; arrays of arrays hold one entry each. Foreign keys of
     * partitions follow from those of the whole.
     */
    static final String SELECTED = """
            n.nspname, c.relname, c.relkind, obj_description(c.oid, 'pg_class') as comment,
            nullif(pg_get_userbyid(c.relowner), current_user) as other_owner,
            columns.names as column_names, columns.types as column_types, columns.comments as column_comments,
            array(
                select array[rn.nspname::text, r.relname::text]
                from pg_catalog.pg_class as r
                join pg_catalog.pg_namespace as rn on rn.oid = r.relnamespace
                where r.oid in (
                    select d.refobjid
                    from pg_catalog.pg_rewrite as w
                    join pg_catalog.pg_depend as d
                        on d.classid = 'pg_catalog.pg_rewrite'::regclass and d.objid = w.oid
                        and d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid <> c.oid
                    where c.relkind in ('v', 'm') and w.ev_class = c.oid
                    union all
                    select k.confrelid
                    from pg_catalog.pg_constraint as k
                    where c.relkind in ('r', 'p') and k.conrelid = c.oid and k.contype = 'f' and k.conparentid = 0)
                order by 1) as refs,
            array(
                select array[
                    lower(held.privilege_type), coalesce(role.rolname::text, ''), held.column_name,
                    held.is_grantable::text]
                from (
                    select acl.privilege_type, acl.grantee, '' as column_name, acl.is_grantable
                    from aclexplode(c.relacl) as acl
                    union all
                    select acl.privilege_type, acl.grantee, a.attname::text, acl.is_grantable
                    from pg_catalog.pg_attribute as a, aclexplode(a.attacl) as acl
                    where a.attrelid = c.oid and a.attacl is not null and not a.attisdropped
                ) as held
                left join pg_catalog.pg_roles as role on role.oid = held.grantee
                where held.grantee <> c.relowner
                order by 1) as privileges
            """;

    /** What {@link #SELECTED} needs behind {@code c}. */
    static final String JOINED = """
            join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
            cross join lateral (
                select array_agg(a.attname::text order by a.attnum) as names,
                    array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum) as types,
                    array_agg(d.description order by a.attnum) as comments
                from pg_catalog.pg_attribute as a
                left join pg_catalog.pg_description as d
                    on d.objoid = c.oid and d.classoid = 'pg_catalog.pg_class'::regclass and d.objsubid = a.attnum
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            ) as columns
            """;

    private CatalogRows() {}

    static CatalogRelation relation(ResultSet row) throws SQLException {
        return new CatalogRelation(
                RelationName.of(row.getString("nspname"), row.getString("relname")),
                kind(row.getString("relkind")),
                columns(row),
                Optional.ofNullable(row.getString("comment")),
                names(row.getArray("refs")),
                new Access(Optional.ofNullable(row.getString("other_owner")), privileges(row.getArray("privileges"))));
    }

    private static List<CatalogColumn> columns(ResultSet row) throws SQLException {
        String[] names = texts(row.getArray("column_names"));
        String[] types = texts(row.getArray("column_types"));
        String[] comments = texts(row.getArray("column_comments"));
        List<CatalogColumn> columns = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            columns.add(new CatalogColumn(new ColumnName(names[i]), types[i], Optional.ofNullable(comments[i])));
        }
        return columns;
    }

    static List<RelationName> names(Array pairs) throws SQLException {
        List<RelationName> names = new ArrayList<>();
        for (String[] pair : rows(pairs)) names.add(RelationName.of(pair[0], pair[1]));
        return names;
    }

    private static List<Privilege> privileges(Array held) throws SQLException {
        List<Privilege> privileges = new ArrayList<>();
        for (String[] one : rows(held)) {
            privileges.add(new Privilege(
                    one[0],
                    one[1].isEmpty() ? Grantee.EVERYBODY : Grantee.user(one[1]),
                    one[2].isEmpty() ? Optional.empty() : Optional.of(new ColumnName(one[2])),
                    one[3].equals("true") ? GrantOption.WITH : GrantOption.WITHOUT));
        }
        return privileges;
    }

    static String[] texts(Array array) throws SQLException {
        return array == null ? new String[0] : (String[]) array.getArray();
    }

    /** An empty array has no second dimension. */
    private static String[][] rows(Array array) throws SQLException {
        return array.getArray() instanceof String[][] rows ? rows : new String[0][];
    }

    /** @param letter of {@code pg_class.relkind} */
    private static Kind kind(String letter) {
        return switch (letter) {
            case "v" -> Kind.VIEW;
            case "m" -> Kind.MATERIALIZED_VIEW;
            case "f" -> Kind.EXTERNAL;
            default -> Kind.TABLE;
        };
    }
}
