package dev.ashlar.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.report.Catalog;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The catalog of a run is read by as many queries for two thousand relations as for one. */
final class PostgresSnapshotOfCatalogTest extends PostgresEngine {
    private Catalog read(Connection connection, AtomicInteger queries) throws SQLException {
        Connection counting = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("prepare")
                            || method.getName().equals("createStatement")) queries.incrementAndGet();
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return PostgresCatalog.ofSchemas(counting, List.of(schema));
    }

    @Test
    void takesTheSameNumberOfQueriesHoweverManyRelationsThereAre() throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table " + relation("t0") + " as select 1 as id");
            AtomicInteger few = new AtomicInteger();
            assertThat(read(connection, few).relations()).hasSize(1);

            statement.execute("do $$ begin for i in 1..2000 loop execute format('create view " + schema
                    + ".v%s as select id, %s as n from " + schema + ".t0', i, i); end loop; end $$");
            AtomicInteger many = new AtomicInteger();
            Catalog catalog = read(connection, many);

            assertThat(catalog.relations()).hasSize(2001);
            assertThat(catalog.boundTo(relation("t0"))).hasSize(2000);
            assertThat(many.get()).isEqualTo(few.get()).isEqualTo(2);
        }
    }
}
