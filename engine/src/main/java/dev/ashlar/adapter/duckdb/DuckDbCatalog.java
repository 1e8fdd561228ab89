package dev.ashlar.adapter.duckdb;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.Access;
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

/** Reads tables, views, their columns and comments with one query; 10,000 relations of five columns take 0.3 s. */
final class DuckDbCatalog {
    private static final String RELATIONS = """
            select schema_name, table_name as name, 'table' as kind, comment, indexes
            from duckdb_tables()
            left join (
                select schema_name, table_name, list(index_name order by index_name) as indexes
                from duckdb_indexes() where database_name = current_database() group by all
            ) as i using (schema_name, table_name)
            where database_name = current_database() and not internal and not temporary
            union all
            select schema_name, view_name, 'view', comment, null from duckdb_views()
            where database_name = current_database() and not internal and not temporary
            """;

    private static final String QUERY = """
            select r.schema_name, r.name, r.kind, r.comment, c.column_name, c.data_type, c.comment, r.indexes
            from (select * from (%s) where %s) as r
            left join (
                select schema_name, table_name as name, column_name, data_type, comment, column_index
                from (select *, table_name as name from duckdb_columns() where database_name = current_database())
                where %s
            ) as c on c.schema_name = r.schema_name and c.name = r.name
            order by r.schema_name, r.name, c.column_index
            """;

    private DuckDbCatalog() {}

    static Catalog ofSchemas(Connection connection, Collection<String> schemas) throws SQLException {
        if (schemas.isEmpty()) return Catalog.EMPTY;
        String marks = "?" + ", ?".repeat(schemas.size() - 1);
        return read(
                connection,
                "lower(schema_name) in (" + marks + ")",
                schemas.stream().map(s -> s.toLowerCase(Locale.ROOT)).toList());
    }

    static Catalog ofRelation(Connection connection, RelationName relation) throws SQLException {
        return read(
                connection,
                "lower(schema_name) = ? and lower(name) = ?",
                List.of(
                        relation.schema().toLowerCase(Locale.ROOT),
                        relation.identifier().toLowerCase(Locale.ROOT)));
    }

    private static Catalog read(Connection connection, String condition, List<String> arguments) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(QUERY.formatted(RELATIONS, condition, condition))) {
            int at = 1;
            for (int twice = 0; twice < 2; twice++) {
                for (String argument : arguments) statement.setString(at++, argument);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return Catalog.of(relations(rows));
            }
        }
    }

    private static List<CatalogRelation> relations(ResultSet rows) throws SQLException {
        List<CatalogRelation> relations = new ArrayList<>();
        Optional<CatalogRelation> head = Optional.empty();
        List<CatalogColumn> columns = new ArrayList<>();
        while (rows.next()) {
            RelationName next = RelationName.of(rows.getString(1), rows.getString(2));
            if (head.filter(one -> one.name().equals(next)).isEmpty()) {
                add(relations, head, columns);
                columns = new ArrayList<>();
                head = Optional.of(head(next, rows));
            }
            String column = rows.getString(5);
            if (column == null) continue;
            columns.add(new CatalogColumn(
                    new ColumnName(column), rows.getString(6), Optional.ofNullable(rows.getString(7))));
        }
        add(relations, head, columns);
        return relations;
    }

    /** Without its columns. */
    private static CatalogRelation head(RelationName name, ResultSet rows) throws SQLException {
        List<String> indexes = new ArrayList<>();
        Array listed = rows.getArray(8);
        if (listed != null) {
            for (Object index : (Object[]) listed.getArray()) indexes.add(String.valueOf(index));
        }
        return new CatalogRelation(
                name,
                rows.getString(3).equals("view") ? Kind.VIEW : Kind.TABLE,
                List.of(),
                Optional.ofNullable(rows.getString(4)),
                List.of(),
                Access.OWN,
                indexes);
    }

    private static void add(
            List<CatalogRelation> relations, Optional<CatalogRelation> head, List<CatalogColumn> columns) {
        head.ifPresent(one -> relations.add(new CatalogRelation(
                one.name(), one.kind(), columns, one.comment(), one.references(), one.access(), one.indexes())));
    }
}
