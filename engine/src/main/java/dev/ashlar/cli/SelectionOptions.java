package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.graph.IndirectSelection;
import dev.ashlar.graph.SelectionSpec;
import dev.ashlar.manifest.NodeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which nodes a command is about. */
final class SelectionOptions {
    @Option(
            names = {"-s", "--select", "-m", "--models"},
            paramLabel = "SELECTOR",
            arity = "1..*",
            description = "nodes to take: names, paths, tag:, layer:, +parents, children+, a,b for both")
    List<String> select = new ArrayList<>();

    @Option(names = "--exclude", paramLabel = "SELECTOR", arity = "1..*", description = "nodes to leave out")
    List<String> exclude = new ArrayList<>();

    @Option(names = "--selector", paramLabel = "NAME", description = "a selection of selectors.yml")
    String selector;

    @Option(
            names = "--indirect-selection",
            paramLabel = "MODE",
            defaultValue = "eager",
            description = "which tests come with selected nodes: eager, cautious, buildable or empty")
    String indirectSelection;

    @Option(
            names = {"--resource-type", "--resource-types"},
            paramLabel = "TYPE",
            arity = "1..*",
            description = "kinds of nodes: model, source, seed, snapshot, test, unit_test, analysis, exposure")
    List<String> resourceTypes = new ArrayList<>();

    @Option(
            names = {"--exclude-resource-type", "--exclude-resource-types"},
            paramLabel = "TYPE",
            arity = "1..*",
            description = "kinds of nodes to leave out")
    List<String> excludeResourceTypes = new ArrayList<>();

    /** @throws DiagnosticException for a word that is no kind of node, or no mode */
    SelectionSpec spec() {
        Set<NodeKind> kinds = EnumSet.noneOf(NodeKind.class);
        for (String word : resourceTypes) kinds.addAll(kinds(word));
        if (!excludeResourceTypes.isEmpty()) {
            if (kinds.isEmpty()) kinds.addAll(EnumSet.allOf(NodeKind.class));
            for (String word : excludeResourceTypes) kinds.removeAll(kinds(word));
        }
        return new SelectionSpec(select, exclude, Optional.ofNullable(selector), mode(), kinds);
    }

    private IndirectSelection mode() {
        for (IndirectSelection mode : IndirectSelection.values()) {
            if (mode.name().equalsIgnoreCase(indirectSelection)) return mode;
        }
        throw new DiagnosticException(Diagnostic.error(
                "--indirect-selection cannot be '" + indirectSelection + "'.",
                "Take eager, cautious, buildable or empty."));
    }

    private static Set<NodeKind> kinds(String word) {
        if (word.equals("all") || word.equals("default")) return EnumSet.allOf(NodeKind.class);
        for (NodeKind kind : NodeKind.values()) {
            if (kind.word().equals(word)) return EnumSet.of(kind);
        }
        List<String> known =
                Arrays.stream(NodeKind.values()).map(NodeKind::word).toList();
        throw new DiagnosticException(Diagnostic.error(
                "--resource-type cannot be '" + word + "'. " + NearestName.didYouMean(word, known),
                "Take one of " + String.join(", ", known) + "."));
    }

    /** The flags as they would be typed again. */
    String typed() {
        List<String> words = new ArrayList<>();
        if (!select.isEmpty()) words.add("--select " + String.join(" ", select));
        if (!exclude.isEmpty()) words.add("--exclude " + String.join(" ", exclude));
        if (selector != null) words.add("--selector " + selector);
        if (!resourceTypes.isEmpty()) words.add("--resource-type " + String.join(" ", resourceTypes));
        if (!excludeResourceTypes.isEmpty()) {
            words.add("--exclude-resource-type " + String.join(" ", excludeResourceTypes));
        }
        if (!indirectSelection.equals("eager")) words.add("--indirect-selection " + indirectSelection);
        return String.join(" ", words);
    }
}
