package dev.ashlar.adapter.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final UnaryOperator<String> mask;
    private String current = "";

    RunJournal(Path file, UnaryOperator<String> mask) {
        this.file = file;
        this.mask = mask;
    }

    synchronized void add(Invocation invocation, NodeResult result) {
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

    /** The last run that ended a node; empty when there is none or its first line is torn. */
    synchronized Optional<Journal> last() {
        List<JsonNode> lines = lines();
        if (lines.isEmpty() || !lines.get(0).hasNonNull("invocation_id")) return Optional.empty();
        Map<NodeId, String> statuses = new LinkedHashMap<>();
        for (JsonNode line : lines.subList(1, lines.size())) {
            id(line.path("unique_id").asText())
                    .ifPresent(id -> statuses.put(id, line.path("status").asText()));
        }
        JsonNode first = lines.get(0);
        return Optional.of(new Journal(
                new Invocation(
                        first.path("invocation_id").asText(),
                        first.path("command").asText(),
                        MAPPER.convertValue(first.path("arguments"), new TypeReference<List<String>>() {}),
                        MAPPER.convertValue(first.path("vars"), new TypeReference<Map<String, Object>>() {}),
                        first.path("target").asText(),
                        Instant.parse(first.path("started_at").asText()),
                        first.path("git_revision").asText()),
                statuses));
    }

    /** Seconds by node, of those that did their work. */
    synchronized Map<NodeId, Double> durations() {
        Map<NodeId, Double> out = new LinkedHashMap<>();
        for (JsonNode line : lines()) addDuration(out, line);
        return out;
    }

    static void addDuration(Map<NodeId, Double> out, JsonNode result) {
        switch (result.path("status").asText()) {
            case "success", "pass", "warn", "fail" ->
                id(result.path("unique_id").asText())
                        .ifPresent(
                                id -> out.put(id, result.path("execution_time").asDouble()));
            default -> {} // skipped and failed nodes say nothing about how long the work takes
        }
    }

    static Optional<NodeId> id(String value) {
        return Arrays.stream(NodeKind.values())
                .filter(kind -> value.startsWith(kind.word() + "."))
                .findFirst()
                .map(kind -> new NodeId(kind, value));
    }

    private List<JsonNode> lines() {
        List<JsonNode> out = new ArrayList<>();
        if (!Files.isRegularFile(file)) return out;
        String text; // decoded leniently: a torn line may end within a character
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException ignored) { // without rights to read there is no journal
            return out;
        }
        for (String line : text.split("\n", -1)) {
            try {
                if (!line.isBlank()) out.add(MAPPER.readTree(line));
            } catch (JsonProcessingException ignored) { // torn by a kill
                break;
            }
        }
        return out;
    }
}
