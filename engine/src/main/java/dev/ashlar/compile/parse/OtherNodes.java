package dev.ashlar.compile.parse;

import dev.ashlar.compile.ReferenceText;
import dev.ashlar.compile.config.ResolvedConfig;
import dev.ashlar.compile.config.Setting;
import dev.ashlar.compile.properties.Declarations.ExposureProperties;
import dev.ashlar.compile.properties.Declarations.UnitTestProperties;
import dev.ashlar.compile.properties.Declarations.Written;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.port.ModelTemplates.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes nodes of exposures and unit tests. */
final class OtherNodes {
    private final ParseContext context;
    private final Edges edges;
    private final NodeIndex index;

    OtherNodes(ParseContext context, Edges edges, NodeIndex index) {
        this.context = context;
        this.edges = edges;
        this.index = index;
    }

    record Made(Node node, boolean enabled) {}

    List<Made> exposures(List<ExposureProperties> declared) {
        List<Made> made = new ArrayList<>();
        Map<String, SourceLocation> seen = new HashMap<>();
        for (ExposureProperties each : declared) {
            if (isTaken(seen, each.name(), each.at(), "exposure")) continue;
            List<String> fqn = fqn(each.at(), List.of(each.name()));
            ResolvedConfig config = config(NodeKind.EXPOSURE, fqn, each.config());
            Set<NodeId> dependsOn = new LinkedHashSet<>();
            for (Written written : each.dependsOn()) {
                edges.written(written, "Exposure '" + each.name() + "'").ifPresent(dependsOn::add);
            }
            NodeId id = NodeId.of(NodeKind.EXPOSURE, context.project(), each.name());
            Node.Header header = header(id, each.name(), fqn, each.at(), each.description(), config, dependsOn);
            made.add(new Made(
                    new Node.Exposure(
                            header,
                            each.label(),
                            each.type(),
                            each.maturity(),
                            each.url(),
                            each.ownerName(),
                            each.ownerEmail()),
                    config.flag("enabled", true)));
        }
        return made;
    }

    List<Made> unitTests(List<UnitTestProperties> declared) {
        List<Made> made = new ArrayList<>();
        Map<String, SourceLocation> seen = new HashMap<>();
        for (UnitTestProperties each : declared) {
            if (isTaken(seen, each.model() + "." + each.name(), each.at(), "unit test")) continue;
            Optional<Reference> written = ReferenceText.parse(each.model(), each.at());
            List<String> versions = written.isPresent() ? List.of() : index.versions(each.model());
            if (versions.isEmpty()) {
                each.versions()
                        .ifPresent(choice -> context.error(
                                choice.at(),
                                "Unit test '" + each.name() + "' names versions, but '" + each.model() + "' has none.",
                                "Take 'versions' out."));
                Reference reference = written.orElseGet(() -> new Reference.ToNode("", each.model(), "", each.at()));
                unitTest(each, reference, Optional.empty()).ifPresent(made::add);
                continue;
            }
            demandKnown(each, versions);
            for (String version : versions) {
                if (each.versions().map(choice -> choice.takes(version)).orElse(true)) {
                    Reference reference = new Reference.ToNode("", each.model(), version, each.at());
                    unitTest(each, reference, Optional.of(version)).ifPresent(made::add);
                }
            }
        }
        return made;
    }

    private void demandKnown(UnitTestProperties test, List<String> versions) {
        test.versions()
                .ifPresent(choice -> Stream.concat(choice.include().stream(), choice.exclude().stream())
                        .filter(version -> !versions.contains(version))
                        .forEach(version -> context.error(
                                choice.at(),
                                "Unit test '" + test.name() + "' names version " + version + " of model '"
                                        + test.model() + "', which there is not.",
                                "Its versions are " + String.join(", ", versions) + ".")));
    }

    /** @param version of a model that has some: it is part of the test's id, as dbt has it */
    private Optional<Made> unitTest(UnitTestProperties each, Reference reference, Optional<String> version) {
        if (index.find(reference) instanceof NodeIndex.Found.Disabled) return Optional.empty();
        Optional<NodeId> model = edges.plain(reference);
        if (model.isEmpty()) return Optional.empty();
        if (model.get().kind() != NodeKind.MODEL) {
            context.error(
                    each.at(),
                    "Unit test '" + each.name() + "' names '" + each.model() + "', which is no model.",
                    "Unit tests are about models.");
            return Optional.empty();
        }
        for (Node.Fixture fixture : each.given()) {
            if (fixture.input().strip().equals("this")) continue;
            edges.written(new Written(fixture.input(), fixture.at()), "Unit test '" + each.name() + "'");
        }
        List<String> names = new ArrayList<>(List.of(each.model()));
        version.ifPresent(v -> names.add("v" + v));
        names.add(each.name());
        List<String> fqn = fqn(each.at(), names);
        ResolvedConfig config = config(NodeKind.UNIT_TEST, fqn, each.config());
        NodeId id = NodeId.of(
                NodeKind.UNIT_TEST,
                context.project(),
                each.model(),
                each.name() + version.map(v -> "_v" + v).orElse(""));
        Node.Header header = header(id, each.name(), fqn, each.at(), each.description(), config, Set.of(model.get()));
        return Optional.of(new Made(
                new Node.UnitTest(header, model.get(), each.given(), each.expect(), each.overrides()),
                config.flag("enabled", true)));
    }

    private boolean isTaken(Map<String, SourceLocation> seen, String name, SourceLocation at, String kind) {
        SourceLocation first = seen.putIfAbsent(name, at);
        if (first == null) return false;
        context.error(
                at,
                "The " + kind + " '" + name + "' is declared a second time; the first is at " + first + ".",
                "Rename one of them.");
        return true;
    }

    private List<String> fqn(SourceLocation at, List<String> names) {
        List<String> fqn = new ArrayList<>();
        fqn.add(context.project());
        fqn.addAll(ProjectFiles.folders(at.file()));
        fqn.addAll(names);
        return fqn;
    }

    private ResolvedConfig config(NodeKind kind, List<String> fqn, List<Setting> own) {
        return new ResolvedConfig()
                .apply(context.folderSettings(kind, fqn))
                .apply(own)
                .apply(context.overridden(kind));
    }

    private Node.Header header(
            NodeId id,
            String name,
            List<String> fqn,
            SourceLocation at,
            String description,
            ResolvedConfig config,
            Set<NodeId> dependsOn) {
        return new Node.Header(
                id,
                name,
                context.project(),
                fqn,
                at,
                Optional.of(at),
                description,
                new TreeSet<>(config.texts("tags")),
                config.mapping("meta"),
                config.toNodeConfig(),
                new ArrayList<>(dependsOn),
                List.of());
    }
}
