package dev.ashlar.wiring;

import dev.ashlar.adapter.duckdb.DuckDbChecks;
import dev.ashlar.adapter.duckdb.DuckDbConfigSchema;
import dev.ashlar.adapter.duckdb.DuckDbNames;
import dev.ashlar.adapter.duckdb.DuckDbWarehouse;
import dev.ashlar.adapter.freemarker.FreemarkerStatementRenderer;
import dev.ashlar.adapter.jdbc.JdbiRunLocks;
import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.adapter.jdbc.PooledWarehouse;
import dev.ashlar.adapter.postgres.PostgresChecks;
import dev.ashlar.adapter.postgres.PostgresConfigSchema;
import dev.ashlar.adapter.postgres.PostgresFacts;
import dev.ashlar.adapter.postgres.PostgresNames;
import dev.ashlar.adapter.postgres.PostgresWarehouse;
import dev.ashlar.adapter.redshift.RedshiftChecks;
import dev.ashlar.adapter.redshift.RedshiftConfigSchema;
import dev.ashlar.adapter.redshift.RedshiftFacts;
import dev.ashlar.adapter.redshift.RedshiftNames;
import dev.ashlar.adapter.redshift.RedshiftWarehouse;
import dev.ashlar.compile.config.EngineConfigKeys;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.lineage.Dialect;
import dev.ashlar.manifest.ConfigSchema;
import dev.ashlar.manifest.Target;
import dev.ashlar.plan.EngineFacts;
import dev.ashlar.port.ConnectionChecks;
import dev.ashlar.port.RunLocks.Holder;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.port.Warehouse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The engines there are, by the word of {@code type:} in a profile. */
final class Engines {
    static final List<String> KNOWN = List.of(DuckDbWarehouse.ENGINE, PostgresFacts.ENGINE, RedshiftFacts.ENGINE);

    /** Every configuration key of the engine and of all adapters. */
    static final ConfigSchema CONFIG_KEYS = EngineConfigKeys.SCHEMA
            .and(DuckDbConfigSchema.SCHEMA)
            .and(PostgresConfigSchema.SCHEMA)
            .and(RedshiftConfigSchema.SCHEMA);

    /** The keys that targets of each engine may have in profiles.yml. */
    static final Map<String, ConfigSchema> TARGET_KEYS = Map.of(
            DuckDbWarehouse.ENGINE, DuckDbWarehouse.profileKeys(),
            PostgresFacts.ENGINE, PostgresWarehouse.profileKeys(),
            RedshiftFacts.ENGINE, RedshiftWarehouse.profileKeys());

    private Engines() {}

    /**
     * A connected engine.
     *
     * @param records its records, in the schema of the target
     * @param locks the leases of runs, beside the records
     */
    record Connected(Warehouse warehouse, StatementRenderer renderer, JdbiRunRecords records, JdbiRunLocks locks)
            implements AutoCloseable {
        @Override
        public void close() {
            locks.close();
            records.close();
            warehouse.close();
        }
    }

    /** What can be said about an engine without connecting to it. */
    record Offline(EngineFacts engine, StatementRenderer renderer) {}

    /** Longest name in bytes; no limit for an engine that is not known, which will be refused once it is needed. */
    static int identifierLimit(Target target) {
        return switch (target.type()) {
            case DuckDbWarehouse.ENGINE, PostgresFacts.ENGINE, RedshiftFacts.ENGINE ->
                offline(target).engine().identifierLimit();
            default -> Integer.MAX_VALUE;
        };
    }

    static Offline offline(Target target) {
        return switch (target.type()) {
            case DuckDbWarehouse.ENGINE -> new Offline(DuckDbWarehouse.facts(), renderer(target));
            case PostgresFacts.ENGINE -> new Offline(PostgresFacts.FACTS, renderer(target));
            case RedshiftFacts.ENGINE -> new Offline(RedshiftFacts.FACTS, renderer(target));
            default -> throw unknown(target);
        };
    }

    /** How the engine's SQL names things. @throws DiagnosticException when the engine is not known */
    static Dialect dialect(Target target) {
        return switch (target.type()) {
            case DuckDbWarehouse.ENGINE -> DuckDbNames.DIALECT;
            case PostgresFacts.ENGINE -> PostgresNames.DIALECT;
            case RedshiftFacts.ENGINE -> RedshiftNames.DIALECT;
            default -> throw unknown(target);
        };
    }

    /**
     * @param base the folder at which relative paths of the profile start
     * @param invocationId in the label of the sessions, where the engine lists them
     * @throws DiagnosticException when the engine is not known or cannot be reached
     */
    static Connected open(Target target, Path base, String recordsSchema, String invocationId) {
        String label = Holder.sessionLabel(invocationId);
        return switch (target.type()) {
            case DuckDbWarehouse.ENGINE -> {
                StatementRenderer renderer = renderer(target);
                DuckDbWarehouse warehouse = DuckDbWarehouse.open(target, base, renderer);
                yield new Connected(
                        warehouse,
                        renderer,
                        warehouse.records(recordsSchema, InstantSource.system()),
                        warehouse.locks(recordsSchema, ThisProcess.process()));
            }
            case PostgresFacts.ENGINE -> {
                StatementRenderer renderer = renderer(target);
                yield connected(PostgresWarehouse.open(target, renderer, label), renderer, recordsSchema);
            }
            case RedshiftFacts.ENGINE -> {
                StatementRenderer renderer = renderer(target);
                yield connected(RedshiftWarehouse.open(target, renderer, label), renderer, recordsSchema);
            }
            default -> throw unknown(target);
        };
    }

    private static Connected connected(PooledWarehouse warehouse, StatementRenderer renderer, String recordsSchema) {
        return new Connected(
                warehouse,
                renderer,
                warehouse.records(recordsSchema, InstantSource.system()),
                warehouse.locks(recordsSchema));
    }

    /**
     * What can be looked at before, and instead of, connecting.
     *
     * @throws DiagnosticException when the engine is not known or the target says too little of it
     */
    static ConnectionChecks checks(Target target, Path base) {
        return switch (target.type()) {
            case DuckDbWarehouse.ENGINE -> DuckDbChecks.of(target, base);
            case PostgresFacts.ENGINE -> PostgresChecks.of(target);
            case RedshiftFacts.ENGINE -> RedshiftChecks.of(target);
            default -> throw unknown(target);
        };
    }

    private static StatementRenderer renderer(Target target) {
        return new FreemarkerStatementRenderer(target.type());
    }

    private static DiagnosticException unknown(Target target) {
        return new DiagnosticException(Diagnostic.error(
                "Target '" + target.name() + "' asks for the engine '" + target.type()
                        + "', which this version cannot reach.",
                "It knows " + String.join(", ", KNOWN) + "."));
    }
}
