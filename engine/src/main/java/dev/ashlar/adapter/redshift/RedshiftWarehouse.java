package dev.ashlar.adapter.redshift;

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
import java.util.Collection;

/** A Redshift cluster or a serverless workgroup. */
public final class RedshiftWarehouse extends PooledWarehouse {
    private final BulkLoad bulk;

    private RedshiftWarehouse(SessionPool pool, RedshiftDialect dialect, BulkLoad bulk) {
        super(RedshiftFacts.FACTS, pool, dialect, new RedshiftLeases());
        this.bulk = bulk;
    }

    /** The keys a redshift target may have in profiles.yml, beside those of every target. */
    public static ConfigSchema profileKeys() {
        return RedshiftProfileKeys.SCHEMA;
    }

    /**
     * Connects once, to see whether the target can be worked with.
     *
     * @param label under which the server lists the sessions
     * @throws dev.ashlar.diagnostic.DiagnosticException when it cannot
     */
    public static RedshiftWarehouse open(Target target, StatementRenderer renderer, String label) {
        RedshiftProfile profile = RedshiftProfile.of(target);
        ConnectionSource source = RedshiftOpening.source(profile, label);
        Connection first = RedshiftOpening.first(source, profile);
        BulkLoad bulk = BulkLoad.of(profile.staging(), source);
        RedshiftDialect dialect = new RedshiftDialect(profile.settings(), new LockHolders(source), bulk);
        SessionPool.Limits limits = SessionPool.Limits.forThreads(
                target.threads(),
                profile.connectTimeout(),
                profile.keepAlive(),
                profile.settings().statementTimeout());
        return new RedshiftWarehouse(SessionPool.of(first, source, limits, dialect, renderer), dialect, bulk);
    }

    @Override
    public Catalog catalog(Collection<String> schemas) {
        return ask(connection -> RedshiftCatalog.ofSchemas(connection, schemas));
    }

    @Override
    public Catalog catalogOf(RelationName relation) {
        return ask(connection -> RedshiftCatalog.ofRelation(connection, relation));
    }

    @Override
    public Bindings bindings(RelationName relation) {
        return ask(connection -> RedshiftBindings.read(connection, relation));
    }

    @Override
    public void endSession(long session) {
        ask(connection -> RedshiftLeases.end(connection, session));
    }

    @Override
    public void close() {
        super.close();
        bulk.close();
    }
}
