package dev.ashlar.adapter.redshift;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Bindings;
import dev.ashlar.plan.Bindings.Authority;
import dev.ashlar.plan.Bindings.BoundView;
import dev.ashlar.plan.Bindings.Contents;
import dev.ashlar.plan.Bindings.ForeignKey;
import dev.ashlar.plan.Bindings.RowType;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what hangs on a relation: views that are not late binding, materialized views, and foreign keys, which nobody
 * enforces but which keep a table from being dropped (https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_TABLE.html).
 */
final class RedshiftBindings {
    private static final String VIEWS = """
            select distinct n.nspname, v.relname, pg_get_viewdef(v.oid, true), pg_get_userbyid(v.relowner),
                pg_get_userbyid(v.relowner) = current_user
                    or exists (select 1 from pg_user where usename = current_user and usesuper)
            from pg_depend as p
            join pg_rewrite as w on w.oid = p.objid
            join pg_class as v on v.oid = w.ev_class
            join pg_namespace as n on n.oid = v.relnamespace
            join pg_class as r on r.oid = p.refobjid and r.oid <> v.oid
            join pg_namespace as rn on rn.oid = r.relnamespace
            where lower(rn.nspname) = ? and lower(r.relname) = ?
            order by 1, 2
            """;

    private static final String USES = """
            select distinct n.nspname, v.relname, a.attname
            from pg_depend as p
            join pg_rewrite as w on w.oid = p.objid
            join pg_class as v on v.oid = w.ev_class
            join pg_namespace as n on n.oid = v.relnamespace
            join pg_class as r on r.oid = p.refobjid and r.oid <> v.oid
            join pg_namespace as rn on rn.oid = r.relnamespace
            join pg_attribute as a on a.attrelid = r.oid and a.attnum = p.refobjsubid
            where lower(rn.nspname) = ? and lower(r.relname) = ?
            order by 1, 2, 3
            """;

    private static final String KEYS = """
            select k.conname, n.nspname, c.relname, rn.nspname, r.relname, pg_get_constraintdef(k.oid),
                pg_get_userbyid(c.relowner),
                pg_get_userbyid(c.relowner) = current_user
                    or exists (select 1 from pg_user where usename = current_user and usesuper),
                a.attname, a.attrelid = k.conrelid
            from pg_constraint as k
            join pg_class as c on c.oid = k.conrelid
            join pg_namespace as n on n.oid = c.relnamespace
            join pg_class as r on r.oid = k.confrelid
            join pg_namespace as rn on rn.oid = r.relnamespace
            join pg_attribute as a on (a.attrelid = k.conrelid and a.attnum = any (k.conkey))
                or (a.attrelid = k.confrelid and a.attnum = any (k.confkey))
            where k.contype = 'f' and k.conrelid <> k.confrelid
                and ((lower(n.nspname) = ? and lower(c.relname) = ?) or (lower(rn.nspname) = ? and lower(r.relname) = ?))
            order by n.nspname, c.relname, k.conname, a.attnum
            """;

    /** The catalog has the whole statement of some views, and the query alone of others. */
    private static final Pattern STATEMENT = Pattern.compile(
            "^create\\s+(?:or\\s+replace\\s+)?(?:materialized\\s+)?view\\s+(?:\"[^\"]+\"|[\\w$]+)(?:\\.(?:\"[^\"]+\"|[\\w$]+))*"
                    + "(?<options>\\s.*?)??\\s+as\\s+(?=\\(?\\s*(?:select|with)\\b)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_MV_INFO.html */
    private static final String REFRESHED =
            "select autorefresh from svv_mv_info where lower(trim(schema_name)) = ? and lower(trim(name)) = ?";

    private final Connection connection;

    private RedshiftBindings(Connection connection) {
        this.connection = connection;
    }

    static Bindings read(Connection connection, RelationName relation) throws SQLException {
        RedshiftBindings bindings = new RedshiftBindings(connection);
        return new Bindings(bindings.views(relation), bindings.keys(relation), List.of());
    }

    /** As found, before its catalog entry is read. */
    private record Found(RelationName name, String definition, String owner, Authority authority) {
        /** The query alone. */
        String query() {
            Matcher statement = STATEMENT.matcher(text());
            return statement.find() ? text().substring(statement.end()) : text();
        }

        /** What stands before AS. */
        Optional<String> options() {
            Matcher statement = STATEMENT.matcher(text());
            if (!statement.find() || statement.group("options") == null) return Optional.empty();
            return Optional.of(statement.group("options").strip()).filter(options -> !options.isEmpty());
        }

        private String text() {
            String text = definition.strip();
            return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
        }
    }

    private List<BoundView> views(RelationName relation) throws SQLException {
        Map<String, Found> found = new LinkedHashMap<>();
        Deque<RelationName> left = new ArrayDeque<>(List.of(relation));
        while (!left.isEmpty()) {
            for (Found view : over(left.pop())) {
                if (found.putIfAbsent(Catalog.key(view.name()), view) == null) left.add(view.name());
            }
        }
        if (found.isEmpty()) return List.of();
        Map<String, List<ColumnName>> uses = uses(relation);
        List<BoundView> views = new ArrayList<>();
        for (Found view : found.values()) {
            Optional<CatalogRelation> entry =
                    RedshiftCatalog.ofRelation(connection, view.name()).find(view.name());
            if (entry.isEmpty()) continue;
            views.add(new BoundView(
                    entry.get(),
                    view.query(),
                    view.owner(),
                    view.authority(),
                    uses.getOrDefault(Catalog.key(view.name()), List.of()),
                    RowType.UNUSED,
                    entry.get().kind() == Kind.MATERIALIZED_VIEW ? options(view) : List.of(),
                    List.of(),
                    entry.get().kind() == Kind.MATERIALIZED_VIEW ? Contents.FILLED : Contents.NONE));
        }
        return BoundView.innermostFirst(views);
    }

    private List<Found> over(RelationName relation) throws SQLException {
        List<Found> found = new ArrayList<>();
        read(
                VIEWS,
                relation,
                1,
                row -> found.add(new Found(
                        RelationName.of(row.getString(1), row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        authority(row.getBoolean(5)))));
        return found;
    }

    private Map<String, List<ColumnName>> uses(RelationName relation) throws SQLException {
        Map<String, List<ColumnName>> uses = new LinkedHashMap<>();
        read(
                USES,
                relation,
                1,
                row -> uses.computeIfAbsent(
                                Catalog.key(RelationName.of(row.getString(1), row.getString(2))),
                                view -> new ArrayList<>())
                        .add(new ColumnName(row.getString(3))));
        return uses;
    }

    private List<ForeignKey> keys(RelationName relation) throws SQLException {
        Map<String, ForeignKey> keys = new LinkedHashMap<>();
        read(KEYS, relation, 2, row -> {
            RelationName table = RelationName.of(row.getString(2), row.getString(3));
            String name = row.getString(1);
            ForeignKey known = keys.get(table + "." + name);
            List<ColumnName> columns = new ArrayList<>(known == null ? List.of() : known.columns());
            List<ColumnName> referenced = new ArrayList<>(known == null ? List.of() : known.referencedColumns());
            (row.getBoolean(10) ? columns : referenced).add(new ColumnName(row.getString(9)));
            keys.put(
                    table + "." + name,
                    new ForeignKey(
                            name,
                            table,
                            columns,
                            RelationName.of(row.getString(4), row.getString(5)),
                            referenced,
                            row.getString(6),
                            row.getString(7),
                            authority(row.getBoolean(8))));
        });
        return List.copyOf(keys.values());
    }

    private static Authority authority(boolean held) {
        return held ? Authority.HELD : Authority.LACKING;
    }

    private List<String> options(Found view) throws SQLException {
        if (view.options().isPresent()) return List.of(view.options().get());
        List<String> options = new ArrayList<>();
        read(REFRESHED, view.name(), 1, row -> {
            if (row.getString(1).startsWith("t")) options.add("auto refresh yes");
        });
        return options;
    }

    /** @param times how often the query asks for schema and name */
    private void read(String sql, RelationName relation, int times, CatalogScope.Row each) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < times; i++) {
                statement.setString(2 * i + 1, relation.schema().toLowerCase(Locale.ROOT));
                statement.setString(2 * i + 2, relation.identifier().toLowerCase(Locale.ROOT));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) each.read(rows);
            }
        }
    }
}
