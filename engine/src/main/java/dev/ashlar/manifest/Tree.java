package dev.ashlar.manifest;

import dev.ashlar.diagnostic.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A parsed configuration file: values that still know the place they were written at. */
public sealed interface Tree {
    SourceLocation at();

    /** Plain Java values: null, Boolean, Integer, Long, BigInteger, Double, LocalDate, String, List, Map. */
    Object plain();

    /** @param value null, Boolean, Integer, Long, BigInteger, Double, LocalDate or String */
    record Scalar(Object value, SourceLocation at) implements Tree {
        @Override
        public Object plain() {
            return value;
        }
    }

    record Sequence(List<Tree> items, SourceLocation at) implements Tree {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public Object plain() {
            List<Object> out = new java.util.ArrayList<>();
            for (Tree item : items) out.add(item.plain());
            return out;
        }
    }

    /** Entries in the order of the file. */
    record Mapping(List<Entry> entries, SourceLocation at) implements Tree {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public Object plain() {
            Map<String, Object> out = new LinkedHashMap<>();
            for (Entry entry : entries) out.put(entry.key(), entry.value().plain());
            return out;
        }
    }

    record Entry(String key, SourceLocation keyAt, Tree value) {
        public Entry {
            Objects.requireNonNull(key);
        }
    }
}
