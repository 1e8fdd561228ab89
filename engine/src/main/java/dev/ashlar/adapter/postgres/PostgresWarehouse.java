package dev.ashlar.adapter.postgres;

import dev.ashlar.adapter.jdbc.ConnectionSource;
import dev.ashlar.adapter.jdbc.PooledWarehouse;
import dev.ashlar.adapter.jdbc.SessionPool;
import dev.ashlar.manifest.ConfigSchema;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.Target;
import dev.ashlar.plan.Bindings;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.report.Catalog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Collection;

/** A Postgres server, from version 15 on. */
public final class PostgresWarehouse extends PooledWarehouse {
    /** Only a session of this very run: numbers are used again. */
    private static final String END = "select pg_terminate_backend(pid, 60000) from pg_stat_activity"
            + " where pid = ? and application_name = current_setting('application_name')";

    private PostgresWarehouse(SessionPool pool, PostgresDialect dialect) {
        super(PostgresFacts.FACTS, pool, dialect, new PostgresLeases());
    }

    /** The keys a postgres target may have in profiles.yml, beside those of every target. */
    public static ConfigSchema profileKeys() {
        return PostgresProfile.KEYS;
    }

    /**
     * Connects once, to see whether the target can be worked with.
     *
     * @param label under which the server lists the sessions
     * @throws dev.ashlar.diagnostic.DiagnosticException when it cannot
     */
    public static PostgresWarehouse open(Target target, StatementRenderer renderer, String label) {
        PostgresProfile profile = PostgresProfile.of(target);
        ConnectionSource source = PostgresOpening.source(profile, label);
        Connection first = PostgresOpening.first(source, profile);
        PostgresDialect dialect = new PostgresDialect(profile.sessionSettings(), new LockHolders(source));
        SessionPool.Limits limits = SessionPool.Limits.forThreads(
                target.threads(), profile.connectTimeout(), profile.keepAlive(), profile.statementTimeout());
        return new PostgresWarehouse(SessionPool.of(first, source, limits, dialect, renderer), dialect);
    }

    @Override
    public Catalog catalog(Collection<String> schemas) {
        return ask(connection -> PostgresCatalog.ofSchemas(connection, schemas));
    }

    @Override
    public Catalog catalogOf(RelationName relation) {
        return ask(connection -> PostgresCatalog.ofRelation(connection, relation));
    }

    @Override
    public Bindings bindings(RelationName relation) {
        return ask(connection -> PostgresBindings.read(connection, relation));
    }

    @Override
    public void endSession(long session) {
        ask(connection -> {
            try (PreparedStatement end = connection.prepareStatement(END)) {
                end.setLong(1, session);
                return end.execute();
            }
        });
    }
}
