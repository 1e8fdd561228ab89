package dev.ashlar.adapter.site;

import dev.ashlar.port.DocsSite.Change;
import dev.ashlar.port.DocsSite.Memory;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The memory of a site as lines of words, each word encoded so that it holds no space. */
final class MemoryFile {
    private static final String FIRST_LINE = "ashlar-docs 1";

    private MemoryFile() {}

    static String text(Memory memory) {
        StringBuilder out = new StringBuilder(FIRST_LINE).append('\n');
        line(out, "made", memory.made().toString());
        memory.since().ifPresent(since -> line(out, "since", since.toString()));
        memory.changes().forEach(change -> line(out, "change", change.node(), change.what()));
        memory.fingerprints().forEach((node, prints) -> {
            List<String> words = new ArrayList<>(List.of("node", node));
            prints.forEach((what, print) -> words.addAll(List.of(what, print)));
            line(out, words.toArray(String[]::new));
        });
        return out.toString();
    }

    /** Empty for what is no memory of a site. */
    static Optional<Memory> read(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(FIRST_LINE)) return Optional.empty();
        Instant made = Instant.EPOCH;
        Optional<Instant> since = Optional.empty();
        List<Change> changes = new ArrayList<>();
        SortedMap<String, SortedMap<String, String>> prints = new TreeMap<>();
        try {
            for (String line : lines.subList(1, lines.size())) {
                List<String> words = words(line);
                switch (words.get(0)) {
                    case "made" -> made = Instant.parse(words.get(1));
                    case "since" -> since = Optional.of(Instant.parse(words.get(1)));
                    case "change" -> changes.add(new Change(words.get(1), words.get(2)));
                    case "node" -> {
                        SortedMap<String, String> of = new TreeMap<>();
                        for (int i = 2; i + 1 < words.size(); i += 2) of.put(words.get(i), words.get(i + 1));
                        prints.put(words.get(1), of);
                    }
                    default -> {} // of a later version
                }
            }
        } catch (DateTimeException | IndexOutOfBoundsException | IllegalArgumentException torn) {
            return Optional.empty();
        }
        return Optional.of(new Memory(made, prints, changes, since));
    }

    private static void line(StringBuilder out, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (i > 0) out.append(' ');
            out.append(URLEncoder.encode(words[i], StandardCharsets.UTF_8));
        }
        out.append('\n');
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split(" ", -1)) words.add(URLDecoder.decode(word, StandardCharsets.UTF_8));
        return words;
    }
}
