package dev.ashlar.adapter.postgres;

import dev.ashlar.adapter.freemarker.FreemarkerStatementRenderer;
import dev.ashlar.contract.EngineContract;
import dev.ashlar.contract.PostgresServer;
import dev.ashlar.manifest.Target;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseSession;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Postgres with a schema of its own for each test, dropped after it. */
abstract class PostgresEngine implements EngineContract {
    static final StatementRenderer RENDERER = new FreemarkerStatementRenderer(PostgresFacts.ENGINE);
    static final String LABEL = "ashlar test";

    final PostgresServer server = PostgresServer.running();
    final String schema = PostgresServer.randomName();

    /** Of this test's sessions alone: some tests end all of theirs, while others work on the same server. */
    final String label = LABEL + " " + schema;

    PostgresWarehouse warehouse;

    @BeforeEach
    void openWarehouse() {
        warehouse = open(Map.of());
        try (WarehouseSession session = warehouse.open()) {
            session.run(new RelationStatement.CreateSchema(schema));
        }
    }

    @AfterEach
    void closeWarehouse() throws SQLException {
        warehouse.close();
        server.dropSchemas(schema);
    }

    /** @param options in place of the server's or besides them */
    PostgresWarehouse open(Map<String, Object> options) {
        return PostgresWarehouse.open(target(options), RENDERER, label);
    }

    Target target(Map<String, Object> options) {
        Map<String, Object> all = server.options();
        all.putAll(options);
        return new Target(
                "shop", "ci", PostgresFacts.ENGINE, "ci", Target.SchemaNaming.PREFIXED, Target.Protection.OPEN, 4, all);
    }

    @Override
    public Warehouse warehouse() {
        return warehouse;
    }

    @Override
    public String schema() {
        return schema;
    }
}
