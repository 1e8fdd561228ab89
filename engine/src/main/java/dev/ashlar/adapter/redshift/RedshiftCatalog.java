package dev.ashlar.adapter.redshift;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.Access;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in some schemas, by a few queries whatever the number of relations. The {@code pg_} tables are answered by the
 * leader node alone, without a queue: https://docs.aws.amazon.com/redshift/latest/dg/c_join_PG.html
 */
final class RedshiftCatalog {
    /** Views of other schemas that are bound to relations of these belong to it. {@code mv_tbl__} holds a materialized view's rows. */
    private static final String RELATIONS = """
            select n.nspname, c.relname, c.relkind,
                case when pg_get_userbyid(c.relowner) <> current_user then pg_get_userbyid(c.relowner) end,
                d.description, a.attname, format_type(a.atttypid, a.atttypmod), e.description
            from pg_class as c
            join pg_namespace as n on n.oid = c.relnamespace
            left join pg_description as d on d.objoid = c.oid and d.objsubid = 0
            left join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            left join pg_description as e on e.objoid = c.oid and e.objsubid = a.attnum
            where c.relkind in ('r', 'v', 'm') and substring(c.relname, 1, 8) <> 'mv_tbl__'
                and ((%s) or c.oid in (
                    select w.ev_class
                    from pg_depend as p
                    join pg_rewrite as w on w.oid = p.objid
                    join pg_class as r on r.oid = p.refobjid and r.oid <> w.ev_class
                    join pg_namespace as rn on rn.oid = r.relnamespace
                    where %s))
            order by n.nspname, c.relname, a.attnum
            """;

    /** What views read that bind when they are made, and where foreign keys lead. */
    private static final String REFERENCES = """
            select n.nspname, c.relname, rn.nspname, r.relname
            from pg_depend as p
            join pg_rewrite as w on w.oid = p.objid
            join pg_class as c on c.oid = w.ev_class
            join pg_namespace as n on n.oid = c.relnamespace
            join pg_class as r on r.oid = p.refobjid and r.oid <> c.oid
            join pg_namespace as rn on rn.oid = r.relnamespace
            where (%s) or (%s)
            union
            select n.nspname, c.relname, rn.nspname, r.relname
            from pg_constraint as k
            join pg_class as c on c.oid = k.conrelid
            join pg_namespace as n on n.oid = c.relnamespace
            join pg_class as r on r.oid = k.confrelid and r.oid <> c.oid
            join pg_namespace as rn on rn.oid = r.relnamespace
            where k.contype = 'f' and (%s)
            order by 1, 2, 3, 4
            """;

    /** https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_MV_INFO.html */
    private static final String MATERIALIZED = "select trim(schema_name), trim(name) from svv_mv_info where %s";

    /** https://docs.aws.amazon.com/redshift/latest/dg/PG_GET_LATE_BINDING_VIEW_COLS.html */
    private static final String LATE_COLUMNS = """
            select view_schema, view_name, col_name, col_type
            from pg_get_late_binding_view_cols()
                as columns(view_schema name, view_name name, col_name name, col_type varchar, col_num int)
            where %s
            order by view_schema, view_name, col_num
            """;

    private final Connection connection;
    private final CatalogScope scope;
    private final Map<RelationName, Entry> entries = new LinkedHashMap<>();

    private RedshiftCatalog(Connection connection, CatalogScope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    private static final class Entry {
        private final Optional<String> owner;
        private final Optional<String> comment;
        private final List<CatalogColumn> columns = new ArrayList<>();
        private final List<RelationName> references = new ArrayList<>();
        private Kind kind;

        Entry(Kind kind, Optional<String> owner, Optional<String> comment) {
            this.kind = kind;
            this.owner = owner;
            this.comment = comment;
        }
    }

    static Catalog ofSchemas(Connection connection, Collection<String> schemas) throws SQLException {
        if (schemas.isEmpty()) return Catalog.EMPTY;
        RedshiftCatalog catalog = new RedshiftCatalog(connection, CatalogScope.of(schemas, Optional.empty()));
        catalog.relations();
        if (catalog.entries.values().stream().anyMatch(entry -> entry.kind == Kind.VIEW)) {
            catalog.materialized();
            catalog.lateColumns();
        }
        return catalog.finished(true);
    }

    static Catalog ofRelation(Connection connection, RelationName name) throws SQLException {
        CatalogScope scope = CatalogScope.of(List.of(name.schema()), Optional.of(name.identifier()));
        RedshiftCatalog catalog = new RedshiftCatalog(connection, scope);
        catalog.relations();
        Optional<Map.Entry<RelationName, Entry>> view = catalog.entries.entrySet().stream()
                .filter(entry -> entry.getValue().kind == Kind.VIEW && matches(entry.getKey(), name))
                .findFirst();
        if (view.isPresent()) {
            catalog.materialized();
            // the function for late-binding views would go through every one of the database
            if (view.get().getValue().columns.isEmpty()) {
                catalog.described(view.get().getKey(), view.get().getValue());
            }
        }
        catalog.entries.keySet().removeIf(found -> !matches(found, name));
        return catalog.finished(catalog.entries.isEmpty());
    }

    private static boolean matches(RelationName found, RelationName name) {
        return Catalog.key(found).equals(Catalog.key(name));
    }

    private Catalog finished(boolean external) throws SQLException {
        references();
        Privileges privileges = Privileges.read(connection, scope);
        List<CatalogRelation> relations = new ArrayList<>();
        entries.forEach((name, entry) -> relations.add(new CatalogRelation(
                name,
                entry.kind,
                entry.columns,
                entry.comment,
                entry.references,
                new Access(entry.owner, privileges.of(name, entry.owner)))));
        if (external) relations.addAll(ExternalTables.read(connection, scope));
        return Catalog.of(relations);
    }

    private void relations() throws SQLException {
        String sql = RELATIONS.formatted(
                scope.condition("n.nspname", "c.relname"), scope.condition("rn.nspname", "r.relname"));
        scope.read(connection, sql, 2, row -> {
            RelationName name = RelationName.of(row.getString(1), row.getString(2));
            Entry entry = entries.get(name);
            if (entry == null) {
                entry = new Entry(
                        kind(row.getString(3)),
                        Optional.ofNullable(row.getString(4)),
                        Optional.ofNullable(row.getString(5)));
                entries.put(name, entry);
            }
            String column = row.getString(6);
            if (column == null) return;
            entry.columns.add(
                    new CatalogColumn(new ColumnName(column), row.getString(7), Optional.ofNullable(row.getString(8))));
        });
    }

    /** @param letter of {@code pg_class.relkind} */
    private static Kind kind(String letter) {
        return switch (letter) {
            case "v" -> Kind.VIEW;
            case "m" -> Kind.MATERIALIZED_VIEW;
            default -> Kind.TABLE;
        };
    }

    private void materialized() throws SQLException {
        scope.read(connection, MATERIALIZED.formatted(scope.condition("schema_name", "name")), 1, row -> {
            Entry entry = entries.get(RelationName.of(row.getString(1), row.getString(2)));
            if (entry != null) entry.kind = Kind.MATERIALIZED_VIEW;
        });
    }

    private void lateColumns() throws SQLException {
        scope.read(connection, LATE_COLUMNS.formatted(scope.condition("view_schema", "view_name")), 1, row -> {
            Entry entry = entries.get(RelationName.of(row.getString(1), row.getString(2)));
            if (entry != null) entry.columns.add(CatalogColumn.of(row.getString(3), row.getString(4)));
        });
    }

    /** A view whose tables are gone has no columns. */
    private void described(RelationName view, Entry entry) {
        try {
            entry.columns.addAll(DescribedQuery.columns(connection, "select * from " + view));
        } catch (SQLException brokenView) {
            entry.columns.clear();
        }
    }

    private void references() throws SQLException {
        String own = scope.condition("n.nspname", "c.relname");
        String sql = REFERENCES.formatted(own, scope.condition("rn.nspname", "r.relname"), own);
        scope.read(connection, sql, 3, row -> {
            Entry entry = entries.get(RelationName.of(row.getString(1), row.getString(2)));
            if (entry != null) entry.references.add(RelationName.of(row.getString(3), row.getString(4)));
        });
    }
}
