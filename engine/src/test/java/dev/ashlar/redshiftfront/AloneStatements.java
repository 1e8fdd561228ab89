package dev.ashlar.redshiftfront;

import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Translation.Place;
import java.util.Optional;

/**
 * Statements that may not stand between BEGIN and COMMIT. SQLState and words are those of Postgres; for ALTER TABLE ALTER
 * COLUMN many reports of users quote them.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html">ALTER TABLE: types, encodings and external tables</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE_APPEND.html">ALTER TABLE APPEND</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_VACUUM_command.html">VACUUM</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_EXTERNAL_TABLE.html">CREATE EXTERNAL TABLE</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_DATABASE.html">CREATE DATABASE</a>
 */
final class AloneStatements implements Refusal {
    @Override
    public void check(SqlText sql, Place place) {
        alone(sql).filter(what -> place.inTransaction()).ifPresent(what -> {
            throw Refusal.refused("25001", what + " cannot run inside a transaction block");
        });
    }

    private static Optional<String> alone(SqlText sql) {
        if (sql.begins("vacuum")) return Optional.of("VACUUM");
        if (sql.begins("create", "database")) return Optional.of("CREATE DATABASE");
        if (sql.begins("drop", "database")) return Optional.of("DROP DATABASE");
        if (sql.begins("create", "external", "table")) return Optional.of("CREATE EXTERNAL TABLE");
        if (sql.begins("create", "external", "schema") && sql.has("create", "external", "database"))
            return Optional.of("CREATE EXTERNAL SCHEMA");
        if (sql.begins("create", "or", "replace", "external")) return Optional.of("CREATE EXTERNAL VIEW");
        if (sql.begins("drop", "schema") && sql.has("drop", "external", "database"))
            return Optional.of("DROP SCHEMA with DROP EXTERNAL DATABASE");
        if (!sql.begins("alter", "table")) return Optional.empty();
        int action = AlterForms.action(sql);
        if (sql.is(action, "append")) return Optional.of("ALTER TABLE APPEND");
        if (!sql.is(action, "alter")) return Optional.empty();
        if (sql.find(action, "type") > 0) return Optional.of("ALTER TABLE ALTER COLUMN");
        if (sql.find(action, "encode") > 0) return Optional.of("ALTER TABLE ALTER ENCODE");
        return Optional.empty();
    }
}
