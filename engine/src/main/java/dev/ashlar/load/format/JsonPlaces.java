package dev.ashlar.load.format;

import dev.ashlar.load.format.Wanted.Form;
import dev.ashlar.manifest.FieldPath;
import dev.ashlar.manifest.FieldPath.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The places of fields: each key of the records has one, and each path that is asked for. They are given out in the order in
 * which fields are met, so that two readings of a file give the same. Keys that differ in case are one.
 */
final class JsonPlaces {
    /** As many as no table has columns; keys that are data would fill the memory. */
    private static final int MOST_NAMES = 10_000;

    private final Wanted wanted;
    private final Level root = new Level(Optional.empty());
    private final List<String> names = new ArrayList<>();

    /** A place in the nesting of records at which something is wanted. */
    static final class Level {
        private final Map<String, Level> exact = new HashMap<>();
        private final Map<String, Level> byKey = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final Map<Integer, Level> byIndex = new HashMap<>();
        private Optional<String> name;
        private Form form = Form.TEXT;
        private int place = -1;

        Level(Optional<String> name) {
            this.name = name;
        }

        Form form() {
            return form;
        }
    }

    JsonPlaces(Wanted wanted) {
        this.wanted = wanted;
        for (FieldPath path : wanted.paths()) {
            Level level = root;
            for (Step step : path.steps()) {
                level = switch (step) {
                    case Step.Key key -> level.byKey.computeIfAbsent(key.name(), k -> new Level(Optional.empty()));
                    case Step.Item item ->
                        level.byIndex.computeIfAbsent(item.index(), k -> new Level(Optional.empty()));
                };
            }
            level.name = Optional.of(path.toString());
            level.form = wanted.form().apply(path.toString());
        }
    }

    List<String> names() {
        return Collections.unmodifiableList(names);
    }

    Level root() {
        return root;
    }

    /** What is wanted under a key; null for nothing. Of a record itself every key is. */
    Level under(Level level, String key) {
        Level known = level.exact.get(key);
        if (known != null) return known;
        Level found = level.byKey.get(key);
        if (level == root) {
            if (found == null) {
                found = new Level(Optional.empty());
                level.byKey.put(key, found);
            }
            Form form = wanted.form().apply(key);
            if (found.name.isEmpty() && (form != Form.UNASKED || !goesOn(found))) {
                found.name = Optional.of(key);
                found.form = form;
            }
        }
        if (found != null) level.exact.put(key, found);
        return found;
    }

    /** What is wanted of an item of a list; null for nothing. */
    Level at(Level level, int index) {
        return level.byIndex.get(index);
    }

    boolean goesOn(Level level) {
        return !level.byKey.isEmpty() || !level.byIndex.isEmpty();
    }

    /** Where the field stands, from now on; negative where it is only on the way to others. */
    int placeOf(Level level) {
        if (level.place < 0 && level.name.isPresent()) {
            if (names.size() == MOST_NAMES) {
                throw new FileFault(0, "its records have more than " + MOST_NAMES + " different keys", null);
            }
            level.place = names.size();
            names.add(level.name.get());
        }
        return level.place;
    }
}
