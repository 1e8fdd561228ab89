package dev.ashlar.compile.parse;

import dev.ashlar.compile.config.ResolvedConfig;
import dev.ashlar.compile.properties.Declarations.Properties;
import dev.ashlar.compile.properties.Declarations.VersionProperties;
import dev.ashlar.compile.read.ProjectFile.LayerDeclaration;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TemplateText;
import java.util.List;
import java.util.Optional;

/**
 * A node made of a file, before its references are resolved.
 *
 * @param properties what properties files say of it
 * @param versionProperties what they say of this version
 * @param layer empty for all but models, and for models of a project without layers
 * @param relation where it will stand; empty for what is no relation
 */
record Draft(
        NodeId id,
        String name,
        List<String> fqn,
        SourceLocation at,
        Optional<Properties> properties,
        Optional<VersionProperties> versionProperties,
        Optional<Node.Version> version,
        ResolvedConfig config,
        Optional<TemplateText> template,
        TemplateFacts facts,
        Optional<LayerDeclaration> layer,
        Optional<RelationName> relation) {

    NodeKind kind() {
        return id.kind();
    }

    boolean isEnabled() {
        return config.flag("enabled", true);
    }

    /** For messages: {@code model 'orders'}. */
    String what() {
        return kind().word().replace('_', ' ') + " '" + name + "'"
                + version.map(v -> " (version " + v.version() + ")").orElse("");
    }
}
