package dev.ashlar.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.Materialization.HardDeletes;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The rules of the manual for a changelog, for one key at a time: it knows every change that ever arrived. */
final class ChangelogOracle {
    record Key(int first, String second) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byFirst = Integer.compare(first, other.first);
            return byFirst != 0 ? byFirst : second.compareTo(other.second);
        }
    }

    /** @param extra of a column that comes later */
    record Change(
            Key key,
            LocalDateTime at,
            String op,
            Integer sequence,
            Integer value,
            String extra,
            LocalDateTime arrived) {
        Change arrived(LocalDateTime when) {
            return new Change(key, at, op, sequence, value, extra, when);
        }

        boolean deletes() {
            return op.equals("D");
        }
    }

    record Version(
            Key key,
            Integer value,
            String extra,
            LocalDateTime arrived,
            LocalDateTime from,
            LocalDateTime to,
            boolean current,
            boolean deleted,
            LocalDateTime seen) {
        Version until(LocalDateTime end) {
            return new Version(key, value, extra, arrived, from, end, false, deleted, seen);
        }
    }

    private final HardDeletes deletes;
    private final boolean checked;
    private final LocalDateTime first;
    private final LocalDateTime end;
    private final Map<Key, List<Change>> changes = new TreeMap<>();

    ChangelogOracle(HardDeletes deletes, boolean checked, boolean bounded) {
        this.deletes = deletes;
        this.checked = checked;
        this.first = bounded ? LocalDateTime.of(2000, 1, 1, 0, 0) : null;
        this.end = bounded ? LocalDateTime.of(9999, 12, 31, 0, 0) : null;
    }

    void arrive(List<Change> arrived) {
        for (Change change : arrived) {
            List<Change> known = changes.computeIfAbsent(change.key(), k -> new ArrayList<>());
            boolean again = known.stream().anyMatch(k -> k.arrived(null).equals(change.arrived(null)));
            if (!again) known.add(change);
        }
    }

    List<Version> versions() {
        return changes.values().stream().flatMap(c -> versions(c).stream()).toList();
    }

    private List<Version> versions(List<Change> all) {
        TreeMap<LocalDateTime, Change> byTime = new TreeMap<>();
        Comparator<Change> order =
                Comparator.comparing(Change::sequence, Comparator.nullsFirst(Comparator.naturalOrder()));
        for (Change change : all) {
            if (deletes == HardDeletes.IGNORE && change.deletes()) continue;
            byTime.merge(change.at(), change, (a, b) -> order.compare(a, b) > 0 ? a : b);
        }
        List<Version> versions = new ArrayList<>();
        Version alive = null;
        for (Change change : byTime.values()) {
            if (change.deletes()) {
                if (alive == null) continue;
                end(versions, change.at());
                if (deletes == HardDeletes.NEW_RECORD) {
                    versions.add(new Version(
                            alive.key(),
                            alive.value(),
                            alive.extra(),
                            change.arrived(),
                            change.at(),
                            end,
                            true,
                            true,
                            change.at()));
                }
                alive = null;
                continue;
            }
            if (alive != null && checked && Objects.equals(alive.value(), change.value())) continue;
            end(versions, change.at());
            alive = new Version(
                    change.key(),
                    change.value(),
                    change.extra(),
                    change.arrived(),
                    versions.isEmpty() && first != null ? first : change.at(),
                    end,
                    true,
                    false,
                    change.at());
            versions.add(alive);
        }
        return versions;
    }

    private static void end(List<Version> versions, LocalDateTime at) {
        if (versions.isEmpty()) return;
        Version last = versions.get(versions.size() - 1);
        if (last.current()) versions.set(versions.size() - 1, last.until(at));
    }

    /** No overlap, no gap while a key lives, no version of no length, one current row of a living key. */
    void demandSound() {
        changes.values().forEach(all -> {
            List<Version> versions = versions(all);
            for (int i = 0; i < versions.size(); i++) {
                Version version = versions.get(i);
                boolean last = i == versions.size() - 1;
                if (!version.current()) assertThat(version.to()).isAfter(version.from());
                if (last) continue;
                assertThat(version.current()).isFalse();
                Version next = versions.get(i + 1);
                assertThat(next.from()).isAfterOrEqualTo(version.to());
                if (deletes != HardDeletes.INVALIDATE) assertThat(next.from()).isEqualTo(version.to());
            }
        });
    }
}
