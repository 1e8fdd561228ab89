package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.graph.IndirectSelection;
import dev.ashlar.graph.SelectionSpec;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.run.RunOptions.Verb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which nodes a command is about. */
final class SelectionOptions {
    private static final String EAGER = "eager";

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
            defaultValue = EAGER,
            description = "which tests come with selected nodes: eager, cautious, buildable or empty")
    String indirectSelection = EAGER;

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

    /** For a verb: what builds models takes those that are published together. */
    SelectionSpec spec(Verb verb) {
        return verb.does(NodeKind.MODEL) ? spec().withWholeGroups() : spec();
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

    /** Whether nothing was said, so that everything is meant. */
    boolean isEmpty() {
        return arguments().isEmpty();
    }

    /** The flags as they would be typed again, word by word. */
    List<String> arguments() {
        List<String> words = new ArrayList<>();
        add(words, "--select", select);
        add(words, "--exclude", exclude);
        if (selector != null) words.addAll(List.of("--selector", selector));
        add(words, "--resource-type", resourceTypes);
        add(words, "--exclude-resource-type", excludeResourceTypes);
        if (!indirectSelection.equals(EAGER)) words.addAll(List.of("--indirect-selection", indirectSelection));
        return words;
    }

    private static void add(List<String> words, String flag, List<String> values) {
        if (values.isEmpty()) return;
        words.add(flag);
        words.addAll(values);
    }

    String typed() {
        return String.join(" ", arguments());
    }
}
