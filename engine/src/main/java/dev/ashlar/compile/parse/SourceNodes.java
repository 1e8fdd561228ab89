package dev.ashlar.compile.parse;

import dev.ashlar.compile.config.ResolvedConfig;
import dev.ashlar.compile.properties.Declarations.FreshnessRule;
import dev.ashlar.compile.properties.Declarations.SourceGroup;
import dev.ashlar.compile.properties.Declarations.TableProperties;
import dev.ashlar.compile.read.ProjectFile.LayerDeclaration;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.Freshness;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.RelationName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Makes nodes of declared sources. */
final class SourceNodes {
    private final ParseContext context;
    private final Optional<LayerDeclaration> lowest;

    SourceNodes(ParseContext context) {
        this.context = context;
        this.lowest = context.file().layers().stream().findFirst();
    }

    /** @param columns makes columns of what properties declare */
    record Made(Node.Source node, boolean enabled, TableProperties table) {}

    List<Made> of(List<SourceGroup> groups, BuildParts parts) {
        List<Made> made = new ArrayList<>();
        Map<String, SourceLocation> seen = new HashMap<>();
        Map<Path, Node.Source> landings = new HashMap<>();
        for (SourceGroup group : groups) {
            for (TableProperties table : group.tables()) {
                SourceLocation first = seen.putIfAbsent(group.name() + "." + table.name(), table.at());
                if (first != null) {
                    context.error(
                            table.at(),
                            "Source table '" + group.name() + "." + table.name()
                                    + "' is declared a second time; the first is at " + first + ".",
                            "Keep one of them.");
                    continue;
                }
                Made source = source(group, table, parts);
                if (source.enabled()) demandOwnLanding(source.node(), landings);
                made.add(source);
            }
        }
        return made;
    }

    /** What one address answered would be loaded as what the other did. */
    private void demandOwnLanding(Node.Source source, Map<Path, Node.Source> landings) {
        Optional<Node.ExternalFiles> external = source.external();
        if (external.isEmpty() || !(external.get().options().get("landing") instanceof String folder)) return;
        Node.Source first = landings.putIfAbsent(Path.of(folder).normalize(), source);
        if (first == null) return;
        context.error(
                external.get().at(),
                "The answers for source '" + source.sourceName() + "." + source.name() + "' would land in '" + folder
                        + "', where those for '" + first.sourceName() + "." + first.name() + "' land, declared at "
                        + first.external().orElseThrow().at() + ".",
                "Give each a folder of its own.");
    }

    private Made source(SourceGroup group, TableProperties table, BuildParts parts) {
        List<String> fqn = new ArrayList<>();
        fqn.add(context.project());
        fqn.addAll(ProjectFiles.folders(table.at().file()));
        fqn.add(group.name());
        fqn.add(table.name());
        ResolvedConfig config = new ResolvedConfig()
                .apply(context.folderSettings(NodeKind.SOURCE, fqn))
                .apply(group.config())
                .apply(table.config())
                .apply(context.overridden(NodeKind.SOURCE));
        Optional<Freshness> freshness = freshness(group, table);
        Node.Header header = new Node.Header(
                NodeId.of(NodeKind.SOURCE, context.project(), group.name(), table.name()),
                table.name(),
                context.project(),
                fqn,
                table.at(),
                Optional.of(table.at()),
                table.description(),
                new TreeSet<>(config.texts("tags")),
                config.mapping("meta"),
                config.toNodeConfig(),
                List.of(),
                List.of());
        Node.Source node = new Node.Source(
                header,
                group.name(),
                relation(group, table),
                parts.columns(table.columns()),
                table.external(),
                freshness,
                Materializations.conduct(config));
        return new Made(node, config.flag("enabled", true), table);
    }

    private RelationName relation(SourceGroup group, TableProperties table) {
        String identifier = table.identifier().filter(name -> !name.isEmpty()).orElse(table.name());
        String database = group.database().orElse("");
        if (table.external().isEmpty()) {
            return new RelationName(database, group.schema().orElse(group.name()), identifier);
        }
        String own = group.schema()
                .orElse(lowest.map(l -> l.schema().orElse(l.name())).orElse("raw"));
        return new RelationName(
                database, context.naming().schema(own), context.naming().fitting(identifier));
    }

    /** What the table does not say it takes from its source. */
    private static Optional<Freshness> freshness(SourceGroup group, TableProperties table) {
        FreshnessRule own = table.freshness().rule();
        FreshnessRule inherited = group.freshness().rule();
        Optional<String> query = table.freshness().loadedAtQuery();
        Optional<String> field = table.freshness().loadedAtField();
        if (query.isEmpty() && field.isEmpty()) {
            query = group.freshness().loadedAtQuery();
            field = group.freshness().loadedAtField();
        }
        if (own instanceof FreshnessRule.Off) return Optional.empty();
        Optional<FreshnessRule.Ages> ages = ages(own);
        Optional<FreshnessRule.Ages> more = ages(inherited);
        if (ages.isEmpty() && more.isEmpty()) return Optional.empty();
        return Optional.of(new Freshness(
                field,
                query,
                ages.flatMap(FreshnessRule.Ages::warnAfter).or(() -> more.flatMap(FreshnessRule.Ages::warnAfter)),
                ages.flatMap(FreshnessRule.Ages::errorAfter).or(() -> more.flatMap(FreshnessRule.Ages::errorAfter)),
                ages.flatMap(FreshnessRule.Ages::expected).or(() -> more.flatMap(FreshnessRule.Ages::expected)),
                ages.flatMap(FreshnessRule.Ages::filter)
                        .or(() -> more.flatMap(FreshnessRule.Ages::filter))
                        .orElse("")));
    }

    private static Optional<FreshnessRule.Ages> ages(FreshnessRule rule) {
        return rule instanceof FreshnessRule.Ages ages ? Optional.of(ages) : Optional.empty();
    }
}
