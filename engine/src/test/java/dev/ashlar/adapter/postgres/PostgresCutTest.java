package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.CutContract;
import dev.ashlar.contract.PostgresServer;
import dev.ashlar.manifest.Target;
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

/** A Postgres behind a proxy that cuts. */
@Order(1)
final class PostgresCutTest extends PostgresRuns implements CutContract {
    private static final Set<String> HARMED_AROUND = new HashSet<>();

    private final CuttingProxy proxy = CuttingProxy.before(server.host(), server.port());

    @Override
    Target target(Map<String, Object> options) {
        Map<String, Object> all = new HashMap<>(Map.of("host", proxy.host(), "port", proxy.port()));
        all.putAll(options);
        return super.target(all);
    }

    @AfterEach
    @Override
    void closeWarehouse() throws SQLException {
        super.closeWarehouse();
        proxy.close();
    }

    @Override
    public CuttingProxy proxy() {
        return proxy;
    }

    @Override
    public Connection outside() throws SQLException {
        return server.connect();
    }

    @Override
    public Set<String> harmedAround() {
        return HARMED_AROUND;
    }

    @Override
    public Fault conflict() {
        return Fault.fail("40001", "could not serialize access due to concurrent update");
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
