package dev.ashlar.adapter.redshift;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The relations that are asked about: all of some schemas, or one. Names are lower case, as the engine folds them. */
record CatalogScope(List<String> schemas, Optional<String> relation) {
    static CatalogScope of(Collection<String> schemas, Optional<String> relation) {
        return new CatalogScope(
                schemas.stream().map(s -> s.toLowerCase(Locale.ROOT)).distinct().toList(),
                relation.map(name -> name.toLowerCase(Locale.ROOT)));
    }

    /** A condition with marks in it, for columns of this name. */
    String condition(String schemaColumn, String relationColumn) {
        return ofSchemas(schemaColumn) + (relation.isPresent() ? " and lower(" + relationColumn + ") = ?" : "");
    }

    private String ofSchemas(String column) {
        return "lower(" + column + ") in (?" + ", ?".repeat(schemas.size() - 1) + ")";
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(schemas);
        relation.ifPresent(arguments::add);
        return arguments;
    }

    /** @param sql holds as many conditions of this scope as {@code times} says */
    void read(Connection connection, String sql, int times, Row each) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int at = 1;
            for (int i = 0; i < times; i++) {
                for (String argument : arguments()) statement.setString(at++, argument);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) each.read(rows);
            }
        }
    }

    interface Row {
        void read(ResultSet row) throws SQLException;
    }
}
