package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.LoadFixture;
import dev.ashlar.contract.PostgresServer;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.Target;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.port.Warehouse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process that loads files into Postgres and ends, with the memory that its caller gives it. */
public final class StreamedLoad {
    private StreamedLoad() {}

    /** @param args host, port, database, user, password, schema, folder that holds {@code landing/} */
    public static void main(String[] args) {
        PostgresServer server = new PostgresServer(args[0], Integer.parseInt(args[1]), args[2], args[3], args[4]);
        Target target = new Target(
                "shop",
                "ci",
                PostgresFacts.ENGINE,
                "ci",
                Target.SchemaNaming.PREFIXED,
                Target.Protection.OPEN,
                1,
                server.options());
        try (PostgresWarehouse warehouse =
                PostgresWarehouse.open(target, PostgresEngine.RENDERER, PostgresEngine.LABEL)) {
            Loading loading = new Loading(warehouse, args[5], Path.of(args[6]));
            loading.load(
                    loading.source("landing/*.csv", loading.columns(), Map.of("max_rejects", 10_000_000)),
                    GateMode.OPEN,
                    check -> true);
        }
    }

    record Loading(Warehouse warehouse, String schema, Path projectFolder) implements LoadFixture {
        List<Column> columns() {
            return List.of(
                    column("id", "bigint"),
                    column("name", "varchar"),
                    column("seen", "timestamp"),
                    column("amount", "decimal(18,2)"));
        }

        @Override
        public RelationName markers() {
            return RelationName.of(schema + "_meta", "markers");
        }
    }
}
