package dev.ashlar.adapter.jdbc;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.WarehouseException.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Sees to it that the tables of records stand, in the shape that this version knows. */
final class RecordSchema {
    private final ExplainedJdbi jdbi;
    private final JdbcDialect dialect;
    private final RecordTables tables;
    private volatile boolean standing;

    RecordSchema(ExplainedJdbi jdbi, JdbcDialect dialect, RecordTables tables) {
        this.jdbi = jdbi;
        this.dialect = dialect;
        this.tables = tables;
    }

    /** Where two runs make the tables at once, one is in the other's way, and looks again. */
    void prepare() {
        Replays.of(Set.of(Kind.RETRYABLE), () -> {
            prepareOnce();
            return null;
        });
    }

    /** One look where all is there. */
    private void prepareOnce() {
        Optional<Integer> found = findVersion();
        if (found.isPresent() && found.get() == RecordTables.VERSION) {
            standing = true;
            return;
        }
        if (found.isPresent() && found.get() > RecordTables.VERSION) {
            throw new DiagnosticException(Diagnostic.error(
                    "The records in " + tables.version().plain() + " have version " + found.get()
                            + "; this Ashlar knows versions up to " + RecordTables.VERSION + ".",
                    "Use the newer Ashlar that wrote them, or another target."));
        }
        makeSchema();
        jdbi.inTransaction(handle -> {
            for (String statement : tables.statements()) execute(handle, statement);
            // who brings an older schema up to this one at the same time waits here
            execute(handle, "delete from " + tables.version());
            for (String statement : tables.additions(handle)) execute(handle, statement);
            handle.createUpdate("insert into " + tables.version() + " values (:version)")
                    .bind("version", RecordTables.VERSION)
                    .execute();
        });
        standing = true;
    }

    private Optional<Integer> findVersion() {
        return jdbi.ask(handle -> {
            try (java.sql.Statement statement = handle.getConnection().createStatement();
                    ResultSet row = statement.executeQuery("select max(version) from " + tables.version())) {
                return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
            } catch (SQLException fault) {
                boolean tableLacks = dialect.explain(fault, "").kind() == Kind.STATEMENT;
                if (!tableLacks) throw fault;
                return Optional.empty();
            }
        });
    }

    private void makeSchema() {
        jdbi.with(handle -> {
            SchemaMaking.make(
                    handle.getConnection(),
                    dialect,
                    tables.schema(),
                    () -> execute(handle, "create schema if not exists " + RelationName.quote(tables.schema())));
            return null;
        });
    }

    private static void execute(Handle handle, String sql) throws SQLException {
        try (java.sql.Statement statement = handle.getConnection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** Readers ask first. */
    boolean isStanding() {
        if (standing) return true;
        standing = jdbi.ask(handle -> RecordTables.isStanding(handle, tables.version()));
        return standing;
    }
}
