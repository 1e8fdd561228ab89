package dev.ashlar.compile.read;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.Layer.Reads;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code ashlar.yml} says, as written: templates in it are not rendered yet, and configuration keys not yet checked.
 *
 * @param profile name of the profile in {@code profiles.yml}
 * @param snapshotReads what snapshots may read
 * @param configs the blocks {@code models:}, {@code seeds:}, … without their own keys
 * @param vars values by name; those written below the project's name win
 */
public record ProjectFile(
        String name,
        String version,
        String profile,
        List<LayerDeclaration> layers,
        Reads snapshotReads,
        Map<NodeKind, Tree.Mapping> configs,
        Map<String, Tree> vars,
        List<Hook> onRunStart,
        List<Hook> onRunEnd,
        SourceLocation at) {
    public static final String PATH = "ashlar.yml";

    /** @param config keys that are configuration of the layer's models */
    public record LayerDeclaration(
            String name,
            Optional<String> schema,
            Reads reads,
            Optional<Integer> expiresAfterDays,
            List<Tree.Entry> config,
            SourceLocation at) {}
}
