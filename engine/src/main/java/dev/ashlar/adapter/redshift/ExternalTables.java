package dev.ashlar.adapter.redshift;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables of external schemas, whose catalog lies elsewhere: Glue, Hive, another database. */
final class ExternalTables {
    /** https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_EXTERNAL_SCHEMAS.html */
    private static final String SCHEMAS = "select distinct trim(schemaname) from svv_external_schemas where %s";

    /** https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_EXTERNAL_COLUMNS.html */
    private static final String COLUMNS = """
            select trim(schemaname), trim(tablename), trim(columnname), trim(external_type)
            from svv_external_columns
            where %s
            order by schemaname, tablename, columnnum
            """;

    private ExternalTables() {}

    /** The other catalog is asked only where a schema is external, since that may take seconds. */
    static List<CatalogRelation> read(Connection connection, CatalogScope scope) throws SQLException {
        List<String> external = new ArrayList<>();
        CatalogScope schemas = new CatalogScope(scope.schemas(), Optional.empty());
        schemas.read(
                connection,
                SCHEMAS.formatted(schemas.condition("schemaname", "")),
                1,
                row -> external.add(row.getString(1)));
        if (external.isEmpty()) return List.of();
        Map<RelationName, List<CatalogColumn>> tables = new LinkedHashMap<>();
        CatalogScope asked = CatalogScope.of(external, scope.relation());
        asked.read(
                connection,
                COLUMNS.formatted(asked.condition("schemaname", "tablename")),
                1,
                row -> tables.computeIfAbsent(
                                RelationName.of(row.getString(1), row.getString(2)), name -> new ArrayList<>())
                        .add(CatalogColumn.of(row.getString(3), row.getString(4))));
        List<CatalogRelation> relations = new ArrayList<>();
        tables.forEach(
                (name, columns) -> relations.add(new CatalogRelation(name, Kind.EXTERNAL, columns, Optional.empty())));
        return relations;
    }
}
