package dev.ashlar.load;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.port.FilePlace.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files that are complete, told from those that somebody may still be writing.
 *
 * @param waiting why the others wait for a later load, by label
 */
record RipeFiles(List<StoredFile> ripe, Map<String, String> waiting) {
    private static final int NAMED = 3;

    /** @param complete folders that hold the marker; empty where no marker is asked for */
    static RipeFiles of(Taking taking, List<StoredFile> files, Optional<Set<String>> complete, Instant now) {
        List<StoredFile> ripe = new ArrayList<>();
        Map<String, String> waiting = new TreeMap<>();
        long settled = now.minus(taking.settle()).toEpochMilli();
        for (StoredFile file : files) {
            if (!taking.settle().isZero() && file.modified() > settled) {
                long seconds = Math.max(0, (now.toEpochMilli() - file.modified()) / 1000);
                waiting.put(
                        file.label(),
                        "it was written to " + seconds + " s ago, and 'settle' is "
                                + taking.settle().toSeconds() + " s");
            } else if (complete.isPresent() && !lies(file.label(), complete.get())) {
                waiting.put(
                        file.label(), "there is no " + taking.marker().orElse("") + " in its folder, nor in one above");
            } else {
                ripe.add(file);
            }
        }
        return new RipeFiles(ripe, waiting);
    }

    private static boolean lies(String label, Set<String> folders) {
        String folder = label;
        while (!folder.isEmpty()) {
            folder = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
            if (folders.contains(folder)) return true;
        }
        return false;
    }

    List<Diagnostic> notes() {
        if (waiting.isEmpty()) return List.of();
        Map.Entry<String, String> first = waiting.entrySet().iterator().next();
        List<String> others =
                waiting.keySet().stream().skip(1).limit(NAMED - 1L).toList();
        int rest = waiting.size() - 1 - others.size();
        String more = others.isEmpty()
                ? ""
                : " So wait " + String.join(", ", others) + (rest > 0 ? " and " + rest + " more" : "") + ".";
        return List.of(Diagnostic.warning(
                SourceLocation.ofFile(first.getKey()),
                "This file is left for a later load: " + first.getValue() + "." + more,
                ""));
    }
}
