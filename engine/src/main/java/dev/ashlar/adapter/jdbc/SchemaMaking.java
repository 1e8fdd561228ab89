package dev.ashlar.adapter.jdbc;

import dev.ashlar.port.WarehouseException.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A schema that stands must do where this user may not make any: Postgres then refuses even {@code if not exists}. */
final class SchemaMaking {
    interface Sending {
        void now() throws SQLException;
    }

    private SchemaMaking() {}

    /**
     * Outside transactions only, where one can still ask after a failure.
     *
     * @param create sends the statement that makes the schema
     * @throws SQLException by which {@code create} was refused, where the schema does not stand
     */
    static void make(Connection connection, JdbcDialect dialect, String schema, Sending create) throws SQLException {
        try {
            create.now();
        } catch (SQLException refused) {
            if (dialect.explain(refused, "").kind() != Kind.STATEMENT || !stands(connection, schema)) throw refused;
        }
    }

    private static boolean stands(Connection connection, String schema) throws SQLException {
        try (PreparedStatement look =
                connection.prepareStatement("select 1 from pg_catalog.pg_namespace where nspname = ?")) {
            look.setString(1, schema);
            try (ResultSet rows = look.executeQuery()) {
                return rows.next();
            }
        }
    }
}
