package dev.ashlar.contract;

import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.port.Warehouse;
import dev.ashlar.port.WarehouseSession;
import java.util.List;

/** What every contract needs of the engine it is held to: an empty schema, new for each test. */
public interface EngineContract {
    Warehouse warehouse();

    /** A schema that exists and is empty. */
    String schema();

    default RelationName relation(String name) {
        return RelationName.of(schema(), name);
    }

    default void createTable(WarehouseSession session, String name, String select) {
        session.run(new RelationStatement.CreateTableAs(relation(name), select, Layout.NONE, ""));
    }

    default List<List<Object>> rows(String sql) {
        try (WarehouseSession session = warehouse().open()) {
            return session.read(sql, 10_000).rows();
        }
    }

    default long count(String name) {
        return ((Number) rows("select count(*) from " + relation(name)).get(0).get(0)).longValue();
    }
}
