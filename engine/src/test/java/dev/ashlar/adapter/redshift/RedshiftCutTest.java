package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.CutContract;
import dev.ashlar.contract.PostgresServer;
import dev.ashlar.manifest.Target;
import dev.ashlar.redshiftfront.RedshiftFront;
import dev.ashlar.wire.CuttingProxy;
import dev.ashlar.wire.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;

/** On the front whatever cluster is named: it cuts where it is told to. */
@Order(1)
final class RedshiftCutTest extends RedshiftRuns implements CutContract {
    private static final Set<String> HARMED_AROUND = new HashSet<>();

    private final RedshiftFront cut = RedshiftFront.start();

    @Override
    Target target(Map<String, Object> options) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "host", cut.host(),
                "port", cut.port(),
                "database", cut.databaseName(),
                "user", cut.user(),
                "password", cut.password(),
                "sslmode", "disable"));
        all.putAll(options);
        return super.target(all);
    }

    @AfterEach
    @Override
    void closeWarehouse() throws SQLException {
        super.closeWarehouse();
        cut.close();
    }

    @Override
    public CuttingProxy proxy() {
        return cut.proxy();
    }

    @Override
    public Connection outside() throws SQLException {
        return cut.outside();
    }

    @Override
    public Set<String> harmedAround() {
        return HARMED_AROUND;
    }

    @Override
    public Fault conflict() {
        return RedshiftFront.isolationViolation();
    }

    @Override
    public void endSessions() {
        try (Connection connection = outside()) {
            PostgresServer.endSessions(connection, label);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
