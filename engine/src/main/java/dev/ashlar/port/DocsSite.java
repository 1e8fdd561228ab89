package dev.ashlar.port;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Where the documentation of a project is put. */
public interface DocsSite {
    /** What the site that stands there remembers of its making; empty where none stands. */
    Optional<Memory> last();

    /**
     * Writes a whole site in the place of the one that stands, if any.
     *
     * @throws dev.ashlar.diagnostic.DiagnosticException when the place holds something else, or cannot be written to
     */
    void write(String title, Memory memory, Content content);

    /** What a site shows, part by part; {@code index} is needed for the first view, each other one when it is asked for. */
    interface Content {
        /** @param sink is called by several threads */
        void each(Consumer<Part> sink);
    }

    /**
     * @param name of letters, digits and hyphens
     * @param value null, Boolean, Number, String, {@code int[]}, List and Map of these
     */
    record Part(String name, Object value) {}

    /**
     * What the next site needs to tell what has changed.
     *
     * @param fingerprints by unique id, of what can be told apart: {@code sql}, {@code columns}, {@code words}
     * @param changes of this site against the one before, or those of the site before where there are none
     * @param since when the site before those changes was made
     */
    record Memory(
            Instant made,
            SortedMap<String, SortedMap<String, String>> fingerprints,
            List<Change> changes,
            Optional<Instant> since) {
        public Memory {
            fingerprints = Collections.unmodifiableSortedMap(new TreeMap<>(fingerprints));
            changes = List.copyOf(changes);
        }
    }

    /** @param what {@code added}, {@code removed}, or which of the fingerprints differ, separated by commas */
    record Change(String node, String what) {}
}
