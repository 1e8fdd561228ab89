package dev.ashlar.lineage;

import java.util.Optional;

/** The CTEs that a place sees, innermost first. */
final class CommonTables {
    private final CommonTables outer;
    private final Entry entry;

    private CommonTables(CommonTables outer, Entry entry) {
        this.outer = outer;
        this.entry = entry;
    }

    static CommonTables none() {
        return new CommonTables(null, null);
    }

    CommonTables with(Entry more) {
        return new CommonTables(this, more);
    }

    Optional<Entry> find(String key) {
        for (CommonTables at = this; at != null; at = at.outer) {
            if (at.entry != null && at.entry.key.equals(key)) return Optional.of(at.entry);
        }
        return Optional.empty();
    }

    /** One CTE. While it is being read its rows are what is known of them so far. */
    static final class Entry {
        final String key;
        private Rows rows;
        private boolean open = true;
        private boolean used;

        Entry(String key) {
            this.key = key;
            this.rows = Rows.unknown("the CTE '" + key + "', which reads itself");
        }

        Rows use() {
            if (!open) used = true;
            return rows;
        }

        void know(Rows now) {
            rows = now;
        }

        void close(Rows last) {
            rows = last;
            open = false;
        }

        boolean used() {
            return used;
        }
    }
}
