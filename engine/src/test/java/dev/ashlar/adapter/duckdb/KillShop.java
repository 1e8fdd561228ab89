package dev.ashlar.adapter.duckdb;

import dev.ashlar.adapter.freemarker.FreemarkerStatementRenderer;
import dev.ashlar.adapter.jdbc.JdbiRunRecords;
import dev.ashlar.contract.RunContract.Engine;
import dev.ashlar.contract.TwoDays;
import dev.ashlar.contract.WatchedWarehouse;
import dev.ashlar.contract.WatchedWarehouse.Watch;
import dev.ashlar.contract.Workshop;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.report.RunReport;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** Opens a warehouse file, builds the two days on it, and closes it. */
final class KillShop implements AutoCloseable {
    static final String FILE = "w.duckdb";
    private static final String SCHEMA = "dev_analytics";
    private static final StatementRenderer RENDERER = new FreemarkerStatementRenderer(DuckDbWarehouse.ENGINE);

    private final DuckDbWarehouse warehouse;
    private final JdbiRunRecords records;

    KillShop(Path folder) {
        warehouse = DuckDbWarehouse.open(DuckDbEngine.target(Map.of("path", FILE)), folder, RENDERER);
        records = warehouse.records("dev_ashlar_meta", InstantSource.system());
    }

    RunReport build(int day, int threads, Watch watch) {
        Workshop shop = new Workshop(engine(), new WatchedWarehouse(warehouse, watch));
        shop.threads = threads;
        RunReport report = TwoDays.build(shop, day);
        if (report.failed()) throw new IllegalStateException("Day " + day + ": " + Workshop.words(report));
        return report;
    }

    Map<String, String> standing() {
        return TwoDays.standing(engine());
    }

    private Engine engine() {
        return new Engine(warehouse, RENDERER, records, SCHEMA);
    }

    @Override
    public void close() {
        records.close();
        warehouse.close();
    }

    /** Watches nothing. */
    static final Watch NOBODY = new Watch() {
        @Override
        public void before(String statement) {}

        @Override
        public void after(String statement) {}
    };
}
