package dev.ashlar.adapter.artifact;

import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.port.ArtifactStore.Journal;
import dev.ashlar.report.Invocation;
import dev.ashlar.report.NodeResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One JSON object a line: first the invocation, then each node as it ends. A line is one write, so a kill leaves at most the
 * last line torn, and reading passes over that.
 */
final class RunJournal {
    private final Path file;
    private final UnaryOperator<String> mask;
    private String current = "";

    RunJournal(Path file, UnaryOperator<String> mask) {
        this.file = file;
        this.mask = mask;
    }

    synchronized void add(Invocation invocation, NodeResult result) {
        if (current.isEmpty() && isOf(invocation)) current = invocation.id();
        if (!current.equals(invocation.id())) {
            AtomicFile.write(
                    file, AtomicFile.Durability.PROCESS_KILL, out -> out.write(line(json -> begin(json, invocation))));
            current = invocation.id();
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(line(json -> ended(json, result)));
        } catch (IOException e) {
            throw AtomicFile.failed(file, e);
        }
    }

    /** Whether the file already holds this run: then something is done for it after its end, such as a publication. */
    private boolean isOf(Invocation invocation) {
        List<Map<String, Object>> lines = lines();
        return !lines.isEmpty() && JsonIn.text(lines.get(0), "invocation_id").equals(invocation.id());
    }

    private interface Line {
        void write(JsonOut json) throws IOException;
    }

    private byte[] line(Line line) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonOut json = new JsonOut(bytes, mask)) {
            json.object(() -> line.write(json));
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void begin(JsonOut json, Invocation invocation) throws IOException {
        json.field("invocation_id", invocation.id()).field("command", invocation.command());
        json.field("arguments", invocation.arguments()).field("vars", invocation.vars());
        json.field("target", invocation.target())
                .field("started_at", invocation.startedAt().toString());
        json.field("git_revision", invocation.gitRevision());
    }

    private static void ended(JsonOut json, NodeResult result) throws IOException {
        json.field("unique_id", result.node().value()).field("status", result.status());
        json.field("execution_time", RunResultsJson.seconds(result.took()));
        json.field("completed_at", ArtifactHeader.time(result.completed()));
    }

    /** The last run that ended a node; empty when there is none, or when the file is not a journal. */
    synchronized Optional<Journal> last() {
        List<Map<String, Object>> lines = lines();
        if (lines.isEmpty()) return Optional.empty();
        Optional<Invocation> invocation = invocation(lines.get(0));
        Map<NodeId, String> statuses = new LinkedHashMap<>();
        for (Map<String, Object> line : lines.subList(1, lines.size())) {
            id(JsonIn.text(line, "unique_id")).ifPresent(id -> statuses.put(id, JsonIn.text(line, "status")));
        }
        return invocation.map(run -> new Journal(run, statuses));
    }

    private static Optional<Invocation> invocation(Map<String, Object> first) {
        try {
            return Optional.of(new Invocation(
                    JsonIn.text(first, "invocation_id"),
                    JsonIn.text(first, "command"),
                    JsonIn.list(first, "arguments").stream()
                            .map(String::valueOf)
                            .toList(),
                    JsonIn.map(first.get("vars")),
                    JsonIn.text(first, "target"),
                    Instant.parse(JsonIn.text(first, "started_at")),
                    JsonIn.text(first, "git_revision")));
        } catch (DateTimeParseException ignored) { // some other file of this name
            return Optional.empty();
        }
    }

    /** Seconds by node, of those that did their work. */
    synchronized Map<NodeId, Double> durations() {
        Map<NodeId, Double> out = new LinkedHashMap<>();
        for (Map<String, Object> line : lines()) addDuration(out, line);
        return out;
    }

    /** @param result a line of the journal or an entry of run_results.json: both have these fields */
    static void addDuration(Map<NodeId, Double> out, Map<String, Object> result) {
        switch (JsonIn.text(result, "status")) {
            case "success", "pass", "warn", "fail" ->
                id(JsonIn.text(result, "unique_id"))
                        .ifPresent(id ->
                                JsonIn.number(result.get("execution_time")).ifPresent(time -> out.put(id, time)));
            default -> {} // skipped and failed nodes say nothing about how long the work takes
        }
    }

    static Optional<NodeId> id(String value) {
        return Arrays.stream(NodeKind.values())
                .filter(kind -> value.startsWith(kind.word() + "."))
                .findFirst()
                .map(kind -> new NodeId(kind, value));
    }

    /** Up to the first line that is not whole. */
    private List<Map<String, Object>> lines() {
        List<Map<String, Object>> out = new ArrayList<>();
        if (!Files.isRegularFile(file)) return out;
        String text; // decoded leniently: a torn line may end within a character
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException ignored) { // without rights to read there is no journal
            return out;
        }
        for (String line : text.split("\n", -1)) {
            Optional<Map<String, Object>> object = JsonIn.object(line);
            if (object.isEmpty()) break;
            out.add(object.get());
        }
        return out;
    }
}
