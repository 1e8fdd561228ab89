package dev.ashlar.adapter.artifact;

import dev.ashlar.manifest.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a node's SQL is written below {@code compiled/} or {@code run/}: always inside, on every file system. */
final class SafePath {
    /** Longest name of a file or folder in bytes; most file systems take 255, some tools add an ending. */
    private static final int LONGEST = 200;

    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    private SafePath() {}

    /** @param path relative to the project folder, as the node's source stands there */
    static String of(NodeId node, String path) {
        String[] id = node.value().split("\\.", 3);
        String whole = path.endsWith(".sql") ? path : path + ".sql";
        String parts = Arrays.stream(whole.replace('\\', '/').split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .map(SafePath::part)
                .collect(Collectors.joining("/"));
        return part(id.length > 1 ? id[1] : "") + "/" + parts;
    }

    /** A name that had to be changed ends with a hash of what it was, so that two of them stay apart. */
    private static String part(String name) {
        StringBuilder safe = new StringBuilder();
        name.codePoints()
                .forEach(c -> safe.appendCodePoint(c < 32 || c == 127 || "<>:\"|?*".indexOf(c) >= 0 ? '_' : c));
        String bare = safe.toString();
        while (bare.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            bare = bare.substring(0, bare.offsetByCodePoints(bare.length(), -1));
        }
        int dot = bare.indexOf('.');
        boolean device = DEVICES.contains((dot < 0 ? bare : bare.substring(0, dot)).toLowerCase(Locale.ROOT));
        boolean trailing = bare.endsWith(".") || bare.endsWith(" ");
        if (bare.equals(name) && !device && !trailing && !bare.isEmpty()) return name;
        String ending = name.endsWith(".sql") ? ".sql" : "";
        if (bare.endsWith(".sql")) bare = bare.substring(0, bare.length() - 4);
        return bare.replaceAll("[. ]+$", "_") + "_" + Checksum.sha256(name).substring(0, 8) + ending;
    }
}
