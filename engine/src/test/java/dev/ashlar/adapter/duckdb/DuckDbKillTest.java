package dev.ashlar.adapter.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.ChildJava;
import dev.ashlar.contract.WatchedWarehouse.Watch;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed leaves nothing half-done: the next one ends where an undisturbed one does.
 *
 * <p>At every side of every statement the file and its log are set aside as they are at that moment, which is what a kill
 * there would leave behind, and the next run goes on from each of the files that are found so. Real processes are killed at random times, and with
 * {@code ashlar.deep} each side of every commit gets a real one too.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class DuckDbKillTest {
    private static final boolean DEEP = Boolean.getBoolean("ashlar.deep");
    private static final int RANDOM_KILLS = DEEP ? 100 : 5;
    private static final List<String> FILES = List.of(KillShop.FILE, KillShop.FILE + ".wal");

    @TempDir
    Path folder;

    @Test
    void theNextRunGoesOnFromBothSidesOfEveryStatement() throws IOException {
        List<String> visited = new ArrayList<>();
        Path still = Files.createDirectory(folder.resolve("still"));
        Map<String, String> expected = undisturbed(still, visited);
        List<String> statements = List.copyOf(visited);
        assertThat(statements).filteredOn("before Commit"::equals).hasSizeGreaterThan(15);
        assertThat(statements).filteredOn("after Commit"::equals).hasSizeGreaterThan(15);

        List<String> taken = new ArrayList<>();
        List<Path> copies = new ArrayList<>();
        Path watched = Files.createDirectory(folder.resolve("watched"));
        try (KillShop shop = new KillShop(watched)) {
            for (int day = 1; day <= 2; day++) {
                int of = day;
                shop.build(day, 1, everySide((side, number) -> {
                    taken.add(side);
                    Path last = copies.isEmpty() ? watched : copies.get(copies.size() - 1);
                    if (isCopy(last, watched, of)) return;
                    Path copy = folder.resolve("copy" + (taken.size() - 1));
                    copy(watched, copy, of);
                    copies.add(copy);
                }));
            }
        }
        assertThat(taken).as("each side visited").isEqualTo(statements);
        assertThat(copies).hasSizeGreaterThan(Collections.frequency(statements, "after Commit"));

        for (Path copy : copies) {
            assertThat(recovered(copy)).as("killed at a side: %s", copy).isEqualTo(expected);
            delete(copy);
        }
    }

    /** Within a transaction nothing reaches the disk: one kill leaves the same files as the one before. */
    private static boolean isCopy(Path last, Path now, int day) {
        if (last.equals(now) || Files.exists(last.resolve("day" + (day - 1))) == (day == 1)) return false;
        try {
            for (String name : FILES) {
                boolean stands = Files.exists(now.resolve(name));
                if (Files.exists(last.resolve(name)) != stands) return false;
                if (stands && Files.mismatch(last.resolve(name), now.resolve(name)) >= 0) return false;
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Side {
        void reached(String side, int number);
    }

    private static Watch everySide(Side side) {
        return new Watch() {
            private int number;

            @Override
            public synchronized void before(String statement) {
                side.reached("before " + statement, number++);
            }

            @Override
            public synchronized void after(String statement) {
                side.reached("after " + statement, number++);
            }
        };
    }

    private static Map<String, String> undisturbed(Path folder, List<String> sides) {
        try (KillShop shop = new KillShop(folder)) {
            for (int day = 1; day <= 2; day++) shop.build(day, 1, everySide((side, number) -> sides.add(side)));
            Map<String, String> standing = shop.standing();
            assertThat(standing).containsOnlyKeys("s", "stg", "t", "f", "log", "h", "x");
            return standing;
        }
    }

    /** With the days done so far, as a killed process would have said it. */
    private static void copy(Path from, Path to, int day) {
        try {
            Files.createDirectory(to);
            for (String name : FILES) {
                if (Files.exists(from.resolve(name))) {
                    Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            for (int done = 1; done < day; done++) Files.createFile(to.resolve("day" + done));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The run after the kill: the day that was under way, at the same run time, and what comes after it. */
    private static Map<String, String> recovered(Path folder) {
        try (KillShop shop = new KillShop(folder)) {
            for (int day = 1; day <= 2; day++) {
                if (!Files.exists(folder.resolve("day" + day))) shop.build(day, 2, KillShop.NOBODY);
            }
            return shop.standing();
        }
    }

    @Test
    void theNextRunGoesOnAfterProcessesKilledAtRandomTimes() throws Exception {
        Path still = Files.createDirectory(folder.resolve("still"));
        long begun = System.nanoTime();
        Map<String, String> expected = undisturbed(still, new ArrayList<>());
        long length = Math.max(200, (System.nanoTime() - begun) / 1_000_000);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int midway = 0;
        for (int kill = 0; kill < RANDOM_KILLS; kill++) {
            Path place = Files.createDirectory(folder.resolve("random" + kill));
            Process process = start(place, -1);
            try {
                while (process.isAlive() && !Files.exists(place.resolve("begun"))) Thread.sleep(2);
                process.waitFor(random.nextLong(length), TimeUnit.MILLISECONDS);
            } finally {
                process.destroyForcibly().waitFor();
            }
            if (!Files.exists(place.resolve("day2"))) midway++;
            assertThat(recovered(place)).as("kill %d of seed %d", kill, seed).isEqualTo(expected);
            delete(place);
        }
        assertThat(midway)
                .as("processes that were killed before they were done")
                .isPositive();
    }

    @Test
    void theNextRunGoesOnAfterAProcessThatDiedAtAStatement() throws Exception {
        List<String> sides = new ArrayList<>();
        Map<String, String> expected = undisturbed(Files.createDirectory(folder.resolve("still")), sides);
        int every = DEEP ? 1 : 25;
        int died = 0;
        for (int at = 0; at < sides.size(); at++) {
            if (!sides.get(at).endsWith(" Commit") || at % every != 0) continue;
            Path place = Files.createDirectory(folder.resolve("halt" + at));
            assertThat(start(place, at).waitFor()).isEqualTo(137);
            assertThat(recovered(place))
                    .as("died at side %d, %s", at, sides.get(at))
                    .isEqualTo(expected);
            delete(place);
            died++;
        }
        assertThat(died).isPositive();
    }

    private static Process start(Path place, int dieAt) throws IOException {
        return ChildJava.process(
                        ChildJava.command(KilledRun.class.getName(), place.toString(), "1", String.valueOf(dieAt)))
                .redirectErrorStream(true)
                .redirectOutput(new File(place.toFile(), "output.txt"))
                .start();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        }
    }
}
