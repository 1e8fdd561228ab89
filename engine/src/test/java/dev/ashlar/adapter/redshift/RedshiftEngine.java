package dev.ashlar.adapter.redshift;

import dev.ashlar.adapter.freemarker.FreemarkerStatementRenderer;
import dev.ashlar.contract.EngineContract;
import dev.ashlar.contract.PostgresServer;
import dev.ashlar.contract.RedshiftServer;
import dev.ashlar.manifest.Target;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.redshiftfront.RedshiftFront;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Redshift with a schema of its own for each test, dropped after it. */
abstract class RedshiftEngine implements EngineContract {
    static final StatementRenderer RENDERER = new FreemarkerStatementRenderer(RedshiftFacts.ENGINE);
    static final String LABEL = "ashlar test";

    final RedshiftServer server = RedshiftServer.open();
    final String schema = PostgresServer.randomName();

    /** Of this test's sessions alone: some tests end all of theirs, while others work on the same server. */
    final String label = LABEL + " " + schema;

    RedshiftWarehouse warehouse;

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
        try (Connection connection = connect()) {
            RedshiftServer.dropSchemas(connection, schema);
        }
        server.close();
    }

    /** @param options in place of the server's or besides them */
    RedshiftWarehouse open(Map<String, Object> options) {
        return RedshiftWarehouse.open(target(options), RENDERER, label);
    }

    Target target(Map<String, Object> options) {
        Map<String, Object> all = new HashMap<>(server.options());
        all.putAll(options);
        return with(all);
    }

    /** @param options all there are */
    static Target with(Map<String, Object> options) {
        return new Target(
                "shop",
                "ci",
                RedshiftFacts.ENGINE,
                "ci",
                Target.SchemaNaming.PREFIXED,
                Target.Protection.OPEN,
                4,
                options);
    }

    /** A connection of the test's own, to look at the server from outside. */
    Connection connect() throws SQLException {
        RedshiftProfile profile = RedshiftProfile.of(target(Map.of()));
        return RedshiftOpening.source(profile, LABEL).connect();
    }

    /** For what is known of the front alone: what was sent, and what was said of layouts. */
    RedshiftFront front() {
        return server.front().orElseThrow();
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
