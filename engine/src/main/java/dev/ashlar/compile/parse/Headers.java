package dev.ashlar.compile.parse;

import dev.ashlar.compile.properties.Declarations.Properties;
import dev.ashlar.compile.properties.Declarations.VersionProperties;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import java.util.List;
import java.util.TreeSet;

/** Makes headers of drafts. */
final class Headers {
    private Headers() {}

    static Node.Header of(Draft draft, ParseContext context, List<NodeId> dependsOn, List<String> macros) {
        return new Node.Header(
                draft.id(),
                draft.name(),
                context.project(),
                draft.fqn(),
                draft.at(),
                draft.versionProperties()
                        .map(VersionProperties::at)
                        .or(() -> draft.properties().map(Properties::at)),
                draft.versionProperties()
                        .flatMap(VersionProperties::description)
                        .or(() -> draft.properties().map(Properties::description))
                        .orElse(""),
                new TreeSet<>(draft.config().texts("tags")),
                draft.config().mapping("meta"),
                draft.config().toNodeConfig(),
                dependsOn,
                macros);
    }
}
