package dev.ashlar.adapter.postgres;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Bindings;
import dev.ashlar.plan.Bindings.Authority;
import dev.ashlar.plan.Bindings.BoundView;
import dev.ashlar.plan.Bindings.Contents;
import dev.ashlar.plan.Bindings.ForeignKey;
import dev.ashlar.plan.Bindings.Obstacle;
import dev.ashlar.plan.Bindings.RowType;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads what hangs on a relation. The search path is empty meanwhile, so that definitions name everything with its schema
 * and mean the same in whatever session they are sent.
 */
final class PostgresBindings {
    private static final String BOUND = """
            with recursive target as (
                select c.oid, c.reltype, t.typarray
                from pg_catalog.pg_class as c
                join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
                left join pg_catalog.pg_type as t on t.oid = c.reltype
                where lower(n.nspname) = ? and lower(c.relname) = ? and c.relkind in ('r', 'p', 'v', 'm', 'f')
            ), bound (oid) as (
                select oid from target
                union
                select v.oid
                from bound as b
                join pg_catalog.pg_depend as d
                    on d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid = b.oid
                    and d.classid = 'pg_catalog.pg_rewrite'::regclass
                join pg_catalog.pg_rewrite as w on w.oid = d.objid and w.rulename = '_RETURN'
                join pg_catalog.pg_class as v on v.oid = w.ev_class and v.relkind in ('v', 'm')
            )
            """;

    private static final String VIEWS = BOUND + "select " + CatalogRows.SELECTED + """
            , pg_get_viewdef(c.oid) as definition, pg_get_userbyid(c.relowner) as owner,
            pg_has_role(c.relowner, 'USAGE') as held,
            has_schema_privilege(c.relnamespace, 'USAGE') and has_schema_privilege(c.relnamespace, 'CREATE') as open,
            c.reloptions as options, c.relispopulated as populated,
            array(
                select distinct a.attname::text
                from pg_catalog.pg_rewrite as w
                join pg_catalog.pg_depend as d
                    on d.classid = 'pg_catalog.pg_rewrite'::regclass and d.objid = w.oid
                    and d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjsubid > 0
                join target on target.oid = d.refobjid
                join pg_catalog.pg_attribute as a on a.attrelid = target.oid and a.attnum = d.refobjsubid
                where w.ev_class = c.oid) as uses,
            exists (
                select 1
                from pg_catalog.pg_attribute as a, target
                where a.attrelid = c.oid and a.atttypid in (target.reltype, target.typarray)) as row_type,
            array(select pg_get_indexdef(i.indexrelid) from pg_catalog.pg_index as i where i.indrelid = c.oid order by 1)
                || array(
                    select pg_get_statisticsobjdef(s.oid)
                    from pg_catalog.pg_statistic_ext as s
                    where s.stxrelid = c.oid order by 1) as additions
            from pg_catalog.pg_class as c
            """ + CatalogRows.JOINED + """
            where c.oid in (select oid from bound except select oid from target)
            order by n.nspname, c.relname
            """;

    private static final String KEYS = BOUND + """
            select k.conname, n.nspname, c.relname, rn.nspname, r.relname, pg_get_constraintdef(k.oid),
                pg_get_userbyid(c.relowner), pg_has_role(c.relowner, 'USAGE'),
                array(
                    select a.attname::text from unnest(k.conkey) as u (number)
                    join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum = u.number),
                array(
                    select a.attname::text from unnest(k.confkey) as u (number)
                    join pg_catalog.pg_attribute as a on a.attrelid = r.oid and a.attnum = u.number)
            from target
            join pg_catalog.pg_constraint as k
                on k.contype = 'f' and k.conparentid = 0 and target.oid in (k.conrelid, k.confrelid)
            join pg_catalog.pg_class as c on c.oid = k.conrelid
            join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
            join pg_catalog.pg_class as r on r.oid = k.confrelid
            join pg_catalog.pg_namespace as rn on rn.oid = r.relnamespace
            order by n.nspname, c.relname, k.conname
            """;

    /**
     * Rules, triggers and defaults of the views; whatever else depends on them, on the relation or on the types of their
     * rows, besides views and foreign keys.
     */
    private static final String OBSTACLES = BOUND + """
            , views as (
                select oid from bound except select oid from target
            ), found as (
                select w.ev_class as of, 'pg_catalog.pg_rewrite'::regclass as classid, w.oid as objid, 0 as objsubid
                from pg_catalog.pg_rewrite as w join views on views.oid = w.ev_class
                where w.rulename <> '_RETURN'
                union all
                select t.tgrelid, 'pg_catalog.pg_trigger'::regclass, t.oid, 0
                from pg_catalog.pg_trigger as t join views on views.oid = t.tgrelid
                where not t.tgisinternal
                union all
                select a.adrelid, 'pg_catalog.pg_attrdef'::regclass, a.oid, 0
                from pg_catalog.pg_attrdef as a join views on views.oid = a.adrelid
                union all
                select b.oid, d.classid, d.objid, d.objsubid
                from bound as b
                join pg_catalog.pg_class as c on c.oid = b.oid
                left join pg_catalog.pg_type as t on t.oid = c.reltype
                join pg_catalog.pg_depend as d on d.deptype = 'n' and (
                    (d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid = b.oid)
                    or (d.refclassid = 'pg_catalog.pg_type'::regclass and d.refobjid in (t.oid, t.typarray)))
                where not (d.classid = 'pg_catalog.pg_class'::regclass and d.objid in (select oid from bound))
                    and not (d.classid = 'pg_catalog.pg_constraint'::regclass and d.objid in (
                        select oid from pg_catalog.pg_constraint where contype = 'f'))
                    and not (d.classid = 'pg_catalog.pg_rewrite'::regclass and d.objid in (
                        select w.oid from pg_catalog.pg_rewrite as w join bound on bound.oid = w.ev_class))
            )
            select distinct n.nspname, c.relname, pg_describe_object(found.classid, found.objid, found.objsubid)
            from found
            join pg_catalog.pg_class as c on c.oid = found.of
            join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
            order by 1, 2, 3
            """;

    private final Connection connection;
    private final RelationName relation;

    private PostgresBindings(Connection connection, RelationName relation) {
        this.connection = connection;
        this.relation = relation;
    }

    static Bindings read(Connection connection, RelationName relation) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local search_path = ''");
            PostgresBindings bindings = new PostgresBindings(connection, relation);
            return new Bindings(
                    BoundView.innermostFirst(bindings.rows(VIEWS, PostgresBindings::view)),
                    bindings.rows(KEYS, PostgresBindings::key),
                    bindings.rows(
                            OBSTACLES,
                            row -> new Obstacle(
                                    RelationName.of(row.getString(1), row.getString(2)), row.getString(3))));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String query, Reading<T> reading) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, relation.schema().toLowerCase(Locale.ROOT));
            statement.setString(2, relation.identifier().toLowerCase(Locale.ROOT));
            try (ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) all.add(reading.of(rows));
                return all;
            }
        }
    }

    private static BoundView view(ResultSet row) throws SQLException {
        CatalogRelation view = CatalogRows.relation(row);
        String definition = row.getString("definition").strip();
        Contents filled = row.getBoolean("populated") ? Contents.FILLED : Contents.UNFILLED;
        return new BoundView(
                view,
                definition.endsWith(";") ? definition.substring(0, definition.length() - 1) : definition,
                row.getString("owner"),
                authority(row.getBoolean("held"), row.getBoolean("open")),
                columns(CatalogRows.texts(row.getArray("uses"))),
                row.getBoolean("row_type") ? RowType.USED : RowType.UNUSED,
                Arrays.asList(CatalogRows.texts(row.getArray("options"))),
                Arrays.asList(CatalogRows.texts(row.getArray("additions"))),
                view.kind() == Kind.MATERIALIZED_VIEW ? filled : Contents.NONE);
    }

    private static Authority authority(boolean held, boolean open) {
        if (!held) return Authority.LACKING;
        return open ? Authority.HELD : Authority.SCHEMA_CLOSED;
    }

    private static ForeignKey key(ResultSet row) throws SQLException {
        return new ForeignKey(
                row.getString(1),
                RelationName.of(row.getString(2), row.getString(3)),
                columns(CatalogRows.texts(row.getArray(9))),
                RelationName.of(row.getString(4), row.getString(5)),
                columns(CatalogRows.texts(row.getArray(10))),
                row.getString(6),
                row.getString(7),
                row.getBoolean(8) ? Authority.HELD : Authority.LACKING);
    }

    private static List<ColumnName> columns(String[] names) {
        return Arrays.stream(names).map(ColumnName::new).toList();
    }
}
