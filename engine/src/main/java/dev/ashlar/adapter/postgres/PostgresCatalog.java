package dev.ashlar.adapter.postgres;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.Catalog;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads relations of all kinds, their columns and comments with one query. */
final class PostgresCatalog {
    /** The schemas' own names come first, so that the look-up of relations goes by an index. */
    private static final String QUERY = """
            select n.nspname, c.relname, c.relkind, obj_description(c.oid, 'pg_class'),
                a.attname, format_type(a.atttypid, a.atttypmod), d.description
            from pg_catalog.pg_class as c
            join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
            left join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            left join pg_catalog.pg_description as d
                on d.objoid = c.oid and d.classoid = 'pg_catalog.pg_class'::regclass and d.objsubid = a.attnum
            where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relpersistence <> 't'
                and c.relnamespace in (select oid from pg_catalog.pg_namespace where lower(nspname) = any (?))%s
            order by n.nspname, c.relname, a.attnum
            """;

    private static final String ONE = "\n    and lower(c.relname) = ?";

    private PostgresCatalog() {}

    static Catalog ofSchemas(Connection connection, Collection<String> schemas) throws SQLException {
        if (schemas.isEmpty()) return Catalog.EMPTY;
        return read(connection, schemas, Optional.empty());
    }

    static Catalog ofRelation(Connection connection, RelationName relation) throws SQLException {
        return read(connection, List.of(relation.schema()), Optional.of(relation.identifier()));
    }

    private static Catalog read(Connection connection, Collection<String> schemas, Optional<String> name)
            throws SQLException {
        Object[] lower = schemas.stream().map(s -> s.toLowerCase(Locale.ROOT)).toArray();
        Array wanted = connection.createArrayOf("text", lower);
        try (PreparedStatement statement = connection.prepareStatement(QUERY.formatted(name.isPresent() ? ONE : ""))) {
            statement.setArray(1, wanted);
            if (name.isPresent()) statement.setString(2, name.get().toLowerCase(Locale.ROOT));
            try (ResultSet rows = statement.executeQuery()) {
                return Catalog.of(relations(rows));
            }
        }
    }

    private static List<CatalogRelation> relations(ResultSet rows) throws SQLException {
        List<CatalogRelation> relations = new ArrayList<>();
        RelationName name = null;
        Kind kind = Kind.TABLE;
        Optional<String> comment = Optional.empty();
        List<CatalogColumn> columns = new ArrayList<>();
        while (rows.next()) {
            RelationName next = RelationName.of(rows.getString(1), rows.getString(2));
            if (!next.equals(name)) {
                if (name != null) relations.add(new CatalogRelation(name, kind, columns, comment));
                columns = new ArrayList<>();
                name = next;
                kind = kind(rows.getString(3));
                comment = Optional.ofNullable(rows.getString(4));
            }
            String column = rows.getString(5);
            if (column == null) continue;
            columns.add(new CatalogColumn(
                    new ColumnName(column), rows.getString(6), Optional.ofNullable(rows.getString(7))));
        }
        if (name != null) relations.add(new CatalogRelation(name, kind, columns, comment));
        return relations;
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
