package dev.ashlar.cli;

import dev.ashlar.load.FileStanding;
import dev.ashlar.load.FileStanding.Kind;
import dev.ashlar.manifest.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows what a load would do with each file: a line a file, or a JSON object. */
final class LoadListing {
    private final Console console;
    private final GlobalOptions global;

    LoadListing(Console console, GlobalOptions global) {
        this.console = console;
        this.global = global;
    }

    void print(Map<Node.Source, List<FileStanding>> listed) {
        switch (global.logFormat) {
            case json ->
                listed.forEach(
                        (source, files) -> files.forEach(file -> console.print(JsonLines.of(event(source, file)))));
            case text -> {
                if (listed.isEmpty()) console.print("No selected source is loaded from files.");
                listed.forEach(this::print);
            }
        }
    }

    private void print(Node.Source source, List<FileStanding> files) {
        console.print(source.sourceName() + "." + source.name() + ": "
                + source.external().orElseThrow().location());
        for (FileStanding file : files) {
            console.print(String.format(Locale.ROOT, "  %-7s %s%s", word(file.kind()), file.file(), behind(file)));
        }
        console.print("  " + summary(files));
    }

    private static String behind(FileStanding file) {
        String bytes = file.kind() == Kind.NEW ? String.format(Locale.ROOT, "  %,d bytes", file.bytes()) : "";
        return bytes + (file.why().isEmpty() ? "" : "  " + file.why());
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case NEW -> "load";
            case LOADED -> "loaded";
            case PASSED_OVER -> "skipped";
            case WAITING -> "waits";
            case FAULT -> "error";
            case GONE -> "gone";
        };
    }

    private static String summary(List<FileStanding> files) {
        long fresh = count(files, Kind.NEW);
        StringBuilder text = new StringBuilder();
        text.append(fresh == 0 ? "Nothing" : fresh == 1 ? "1 file" : fresh + " files")
                .append(" would be loaded");
        long waiting = count(files, Kind.WAITING);
        if (waiting > 0) text.append(", ").append(waiting).append(" left for later");
        long faults = count(files, Kind.FAULT);
        if (faults > 0) text.append("; ").append(faults).append(" at fault");
        return text.append(".").toString();
    }

    private static long count(List<FileStanding> files, Kind kind) {
        return files.stream().filter(file -> file.kind() == kind).count();
    }

    private static Map<String, Object> event(Node.Source source, FileStanding file) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", "file");
        event.put("source", source.sourceName() + "." + source.name());
        event.put("file", file.file());
        if (file.bytes() >= 0) event.put("bytes", file.bytes());
        event.put("would", word(file.kind()));
        if (!file.why().isEmpty()) event.put("why", file.why());
        return event;
    }
}
