package dev.ashlar.adapter.redshift;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.report.CatalogColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns of a query that the server parses and describes, and does not run. */
final class DescribedQuery {
    private DescribedQuery() {}

    /**
     * A statement that the server refuses to describe is left to the garbage collector: the driver takes it for one that
     * runs, and would on closing send a request to cancel, which may reach the server when the connection's next statement is
     * running. It holds nothing on the server; a pool, which closes what was left open, must not know of it.
     */
    static List<CatalogColumn> columns(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.unwrap(Connection.class).prepareStatement(sql);
        ResultSetMetaData metadata = statement.getMetaData();
        List<CatalogColumn> columns = new ArrayList<>();
        for (int i = 1; metadata != null && i <= metadata.getColumnCount(); i++) {
            columns.add(new CatalogColumn(
                    new ColumnName(metadata.getColumnLabel(i)), RedshiftValues.type(metadata, i), Optional.empty()));
        }
        statement.close();
        return columns;
    }
}
