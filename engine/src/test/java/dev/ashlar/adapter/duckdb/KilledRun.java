package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.WatchedWarehouse.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that builds the two days and is killed meanwhile: from outside at any time, or by itself on one side of one of
 * its statements. Says by files how far it came: {@code begun}, {@code day1}, {@code day2}.
 */
final class KilledRun {
    private KilledRun() {}

    /** @param args the folder, the threads, and the number of the side at which to die, -1 for none */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        int threads = Integer.parseInt(args[1]);
        int dieAt = Integer.parseInt(args[2]);
        Watch watch = new Watch() {
            private int seen;

            @Override
            public synchronized void before(String statement) {
                side();
            }

            @Override
            public synchronized void after(String statement) {
                side();
            }

            private void side() {
                if (seen++ == dieAt) Runtime.getRuntime().halt(137);
            }
        };
        try (KillShop shop = new KillShop(folder)) {
            Files.createFile(folder.resolve("begun"));
            for (int day = 1; day <= 2; day++) {
                shop.build(day, threads, watch);
                Files.createFile(folder.resolve("day" + day));
            }
        }
    }
}
