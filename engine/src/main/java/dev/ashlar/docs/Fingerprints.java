package dev.ashlar.docs;

import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.port.DocsSite.Change;
import dev.ashlar.port.DocsSite.Memory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;

/** Tells what has changed between two sites: of each node its SQL, its columns, and the words about it. */
final class Fingerprints {
    private Fingerprints() {}

    static Memory memory(World world) {
        SortedMap<String, SortedMap<String, String>> now = new TreeMap<>();
        for (Node node : world.table().nodes()) now.put(node.id().value(), of(world, node));
        Optional<Memory> last = world.input().last();
        if (last.isEmpty()) return new Memory(world.input().made(), now, List.of(), Optional.empty());
        List<Change> changes = changes(last.get().fingerprints(), now);
        if (changes.isEmpty()) { // made again of the same project: what changed last is still of interest
            return new Memory(
                    world.input().made(), now, last.get().changes(), last.get().since());
        }
        return new Memory(
                world.input().made(), now, changes, Optional.of(last.get().made()));
    }

    private static SortedMap<String, String> of(World world, Node node) {
        StringBuilder columns = new StringBuilder();
        StringBuilder words = new StringBuilder(node.header().description());
        for (Column column : node.columns()) {
            columns.append(column.name().name())
                    .append(' ')
                    .append(column.dataType().orElse(""))
                    .append('\n');
            words.append('\n').append(column.description());
        }
        SortedMap<String, String> out = new TreeMap<>();
        out.put("sql", hash(text(node)));
        out.put("columns", hash(columns.toString()));
        out.put("description", hash(words.toString()));
        out.put(
                "tests",
                hash(world.testsOf(node.id()).stream()
                        .map(Node::id)
                        .map(NodeId::value)
                        .toList()
                        .toString()));
        return out;
    }

    private static String text(Node node) {
        return switch (node) {
            case Node.Model model ->
                model.template().text() + model.materialization().word();
            case Node.Snapshot snapshot -> snapshot.template().text();
            case Node.Analysis analysis -> analysis.template().text();
            case Node.Source source -> source.relation().plain();
            case Node.Seed seed -> seed.file();
            case Node.Exposure exposure -> exposure.dependsOn().toString();
            case Node.DataTest n -> "";
            case Node.UnitTest n -> "";
        };
    }

    private static String hash(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    private static List<Change> changes(
            SortedMap<String, SortedMap<String, String>> before, SortedMap<String, SortedMap<String, String>> now) {
        SortedSet<String> ids = new TreeSet<>(before.keySet());
        ids.addAll(now.keySet());
        List<Change> out = new ArrayList<>();
        for (String id : ids) {
            if (!before.containsKey(id)) out.add(new Change(id, "added"));
            else if (!now.containsKey(id)) out.add(new Change(id, "removed"));
            else if (!before.get(id).equals(now.get(id))) {
                out.add(new Change(id, differing(before.get(id), now.get(id))));
            }
        }
        return out;
    }

    private static String differing(SortedMap<String, String> before, SortedMap<String, String> now) {
        return now.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(java.util.Map.Entry::getKey)
                .collect(java.util.stream.Collectors.joining(", "));
    }
}
