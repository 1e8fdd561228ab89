package dev.ashlar.adapter.postgres;

import dev.ashlar.adapter.jdbc.JdbcDialect;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RowStatement.MergeInto;
import dev.ashlar.plan.Typing;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.RowCounts;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.postgresql.PGConnection;

/** Postgres behind JDBC. */
final class PostgresDialect implements JdbcDialect {
    private final String sessionSettings;
    private final LockHolders holders;
    private final PostgresColumns columns = new PostgresColumns();

    /** @param sessionSettings statements that set what every session begins with */
    PostgresDialect(String sessionSettings, LockHolders holders) {
        this.sessionSettings = sessionSettings;
        this.holders = holders;
    }

    @Override
    public WarehouseException explain(SQLException failure, String sql) {
        return PostgresErrors.explain(failure, sql);
    }

    @Override
    public Optional<String> obstacle(Connection connection, WarehouseException failure, String sql) {
        boolean waited = failure.getCause() instanceof SQLException cause
                && PostgresErrors.LOCK_NOT_AVAILABLE.equals(cause.getSQLState());
        return waited ? holders.find(connection, sql) : Optional.empty();
    }

    @Override
    public OptionalLong serverNumber(Connection connection) throws SQLException {
        return OptionalLong.of(connection.unwrap(PGConnection.class).getBackendPID());
    }

    /** The driver streams only while it is not in auto-commit, and commits when it goes back to it. */
    @Override
    public void handOut(Connection connection, Results results) throws SQLException {
        connection.setAutoCommit(results != Results.STREAMED);
    }

    @Override
    public boolean hidesReason(SQLException failure) {
        return false;
    }

    @Override
    public List<ColumnReader> readers(ResultSetMetaData metadata) throws SQLException {
        return PostgresValues.readers(metadata);
    }

    @Override
    public String type(ResultSetMetaData metadata, int column) throws SQLException {
        return PostgresColumns.type(metadata, column);
    }

    @Override
    public List<CatalogColumn> describe(Connection connection, String sql) throws SQLException {
        return columns.describe(connection, sql);
    }

    /** The server's own {@code statement_timeout} is set in the session. */
    @Override
    public void limit(Statement statement, Duration timeout) {}

    @Override
    public boolean takesScripts() {
        return true;
    }

    @Override
    public long load(
            Connection connection,
            RelationName table,
            List<CatalogColumn> loaded,
            Typing typing,
            Iterable<List<Object>> rows)
            throws SQLException {
        return PostgresCopy.load(connection, table, loaded, typing, rows);
    }

    @Override
    public void stopLoading(Connection connection) throws SQLException {
        connection.unwrap(PGConnection.class).cancelQuery();
    }

    /** The statement answers with the numbers of inserted and updated rows. */
    @Override
    public RowCounts merge(Connection connection, MergeInto merge, Sending sending) throws SQLException {
        List<Long> counts = sending.numbers();
        return new RowCounts(counts.get(0), counts.get(1), 0);
    }

    @Override
    public Optional<String> dropTemporary(RelationName table) {
        return Optional.of("drop table if exists pg_temp." + table.quoted());
    }

    /** Temporary tables, settings, roles and locks go; what every session begins with is set again in the same turn. */
    @Override
    public void tidy(Connection connection, Set<RelationName> temporaries) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("discard all; " + sessionSettings);
        }
    }
}
