package dev.ashlar.load;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.FileLoad;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.CatalogColumn;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has been loaded into a table before, as the warehouse's ledger says. */
final class Ledger {
    private final Map<String, Entry> byPath = new HashMap<>();
    private final Map<String, Entry> byChecksum = new HashMap<>();
    private Optional<Entry> newest = Optional.empty();
    private long lastBatch;
    private Instant lastLoaded = Instant.EPOCH;

    /** @param batch {@link FileLoad#PASSED_OVER} for a file that is never loaded */
    record Entry(
            String path,
            long bytes,
            long modified,
            String checksum,
            long batch,
            long rows,
            long rejects,
            Instant loadedAt) {
        long records() {
            return rows + rejects;
        }

        boolean isPassedOver() {
            return batch == FileLoad.PASSED_OVER;
        }
    }

    /** @param target plain name of the loaded table */
    static Ledger read(WarehouseSession session, RelationName ledger, String target) {
        Ledger read = new Ledger();
        session.query(
                "select path, bytes, modified, checksum, batch_id, rows, rejects, loaded_at from " + ledger
                        + " where target = '" + target.replace("'", "''") + "' order by batch_id",
                new WarehouseSession.RowSink() {
                    @Override
                    public void columns(List<CatalogColumn> columns) {}

                    @Override
                    public void row(List<Object> values) {
                        read.add(values);
                    }
                });
        return read;
    }

    private void add(List<Object> row) {
        Entry entry = new Entry(
                (String) row.get(0),
                number(row.get(1)),
                number(row.get(2)),
                (String) row.get(3),
                number(row.get(4)),
                number(row.get(5)),
                number(row.get(6)),
                ((LocalDateTime) row.get(7)).toInstant(ZoneOffset.UTC));
        add(entry);
    }

    private void add(Entry entry) {
        byPath.put(entry.path(), entry);
        byChecksum.putIfAbsent(entry.checksum(), entry);
        if (!entry.isPassedOver()) newest = Optional.of(entry);
        lastBatch = Math.max(lastBatch, entry.batch());
        if (entry.loadedAt().isAfter(lastLoaded)) lastLoaded = entry.loadedAt();
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    /** As if no records had been loaded, save that batches and times go on rising. */
    Ledger forgotten() {
        Ledger rest = new Ledger();
        byPath.values().stream().filter(Entry::isPassedOver).forEach(rest::add);
        rest.lastBatch = lastBatch;
        rest.lastLoaded = lastLoaded;
        return rest;
    }

    /** The files that were loaded, in the order of that. */
    List<Entry> loaded() {
        return byPath.values().stream()
                .filter(entry -> !entry.isPassedOver())
                .sorted(Comparator.comparingLong(Entry::batch))
                .toList();
    }

    Set<String> paths() {
        return byPath.keySet();
    }

    Optional<Entry> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    Optional<Entry> findContent(String checksum) {
        return Optional.ofNullable(byChecksum.get(checksum));
    }

    Optional<Entry> newest() {
        return newest;
    }

    long lastBatch() {
        return lastBatch;
    }

    /** A time later than any load before. */
    Instant laterThanAll(Instant now) {
        Instant micros = now.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        return micros.isAfter(lastLoaded) ? micros : lastLoaded.plusNanos(1_000);
    }
}
