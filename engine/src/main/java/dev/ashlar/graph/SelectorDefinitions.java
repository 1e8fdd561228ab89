package dev.ashlar.graph;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.graph.Selector.Company;
import dev.ashlar.graph.Selector.Criterion;
import dev.ashlar.graph.Selector.Difference;
import dev.ashlar.graph.Selector.Intersection;
import dev.ashlar.graph.Selector.Union;
import dev.ashlar.manifest.Tree;
import dev.ashlar.manifest.Tree.Entry;
import dev.ashlar.manifest.Tree.Mapping;
import dev.ashlar.manifest.Tree.Scalar;
import dev.ashlar.manifest.Tree.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The entries of {@code selectors.yml}. A definition is a text as on the command line, {@code {tag: nightly}}, {@code
 * {method: tag, value: nightly, children: true, ...}}, or {@code union:} or {@code intersection:} of definitions, each with
 * {@code exclude:} if need be.
 */
final class SelectorDefinitions {
    private static final List<String> CRITERION_KEYS = List.of(
            "method",
            "value",
            "children",
            "parents",
            "children_depth",
            "parents_depth",
            "childrens_parents",
            "indirect_selection",
            "exclude");

    private final Map<String, Tree> entries;
    private final Deque<String> open = new ArrayDeque<>();

    /** @param entries by name: the whole entry with {@code definition} and {@code default} */
    SelectorDefinitions(Map<String, Tree> entries) {
        this.entries = entries;
    }

    /** The entry that says {@code default: true}. */
    Optional<Selector> findDefault() {
        return entries.entrySet().stream()
                .filter(entry -> child(entry.getValue(), "default")
                        .map(Tree::plain)
                        .filter(Boolean.TRUE::equals)
                        .isPresent())
                .map(Map.Entry::getKey)
                .findFirst()
                .map(this::load);
    }

    /** @throws DiagnosticException when there is none, it is not well formed, or it leads back to itself */
    Selector load(String name) {
        Tree entry = entries.get(name);
        if (entry == null) {
            String near = NearestName.didYouMean(name, entries.keySet());
            throw new DiagnosticException(Diagnostic.error(
                    "There is no selector '" + name + "' in selectors.yml.",
                    !near.isEmpty() || entries.isEmpty()
                            ? near
                            : "Known are " + String.join(", ", entries.keySet()) + "."));
        }
        if (open.contains(name)) {
            List<String> path = new ArrayList<>(open);
            path.add(name);
            throw wrong(entry.at(), "Selectors refer to each other in a cycle: " + String.join(" -> ", path) + ".", "");
        }
        open.addLast(name);
        try {
            return definition(child(entry, "definition").orElse(entry));
        } finally {
            open.removeLast();
        }
    }

    private Selector definition(Tree tree) {
        return switch (tree) {
            case Scalar scalar when scalar.value() instanceof String text -> located(tree.at(), () -> named(text));
            case Mapping mapping -> mapping(mapping);
            case Scalar scalar -> throw malformed(tree);
            case Sequence sequence -> throw malformed(tree);
        };
    }

    private static DiagnosticException malformed(Tree tree) {
        return wrong(
                tree.at(),
                "A selector's definition cannot be '" + tree.plain() + "'.",
                "Write a text such as \"tag:nightly+\", or method and value, or union or intersection.");
    }

    private Selector mapping(Mapping mapping) {
        List<String> keys = mapping.entries().stream().map(Entry::key).toList();
        if (keys.contains("union")) return combined(mapping, "union");
        if (keys.contains("intersection")) return combined(mapping, "intersection");
        if (keys.contains("method")) return criterion(mapping);
        if (keys.size() == 1 && mapping.entries().get(0).value() instanceof Scalar value) {
            return located(mapping.at(), () -> named(keys.get(0) + ":" + value.value()));
        }
        throw malformed(mapping);
    }

    private Selector combined(Mapping mapping, String how) {
        checkKeys(mapping, List.of(how, "exclude"));
        List<Selector> parts = new ArrayList<>();
        List<Selector> without = new ArrayList<>();
        child(mapping, "exclude").ifPresent(tree -> without.addAll(list(tree)));
        for (Tree item : sequence(child(mapping, how).orElseThrow())) {
            Optional<Tree> excluded = child(item, "exclude");
            if (excluded.isPresent() && ((Mapping) item).entries().size() == 1) {
                without.addAll(list(excluded.get()));
            } else {
                parts.add(definition(item));
            }
        }
        if (parts.isEmpty()) throw wrong(mapping.at(), "'" + how + "' is empty.", "List what to select below it.");
        return minus(how.equals("union") ? new Union(parts) : new Intersection(parts), without);
    }

    private Selector criterion(Mapping mapping) {
        checkKeys(mapping, CRITERION_KEYS);
        String method = String.valueOf(child(mapping, "method").orElseThrow().plain());
        String value = child(mapping, "value")
                .map(tree -> String.valueOf(tree.plain()))
                .orElseThrow(() -> wrong(mapping.at(), "The method '" + method + "' has no value.", "Add 'value:'."));
        List<Selector> without = child(mapping, "exclude").map(this::list).orElse(List.of());
        return located(mapping.at(), () -> {
            List<String> words = List.of(method.split("\\.", -1));
            SelectorParser.checkMethod(method + ":" + value, words);
            Company company = flag(mapping, "childrens_parents") ? Company.CHILDRENS_PARENTS : Company.OWN;
            int parents = steps(mapping, "parents");
            int children = steps(mapping, "children");
            if (company == Company.CHILDRENS_PARENTS && children != 0) {
                throw wrong(
                        mapping.at(), "'childrens_parents' already takes the children along.", "Leave out 'children'.");
            }
            if (method.equals("selector") && parents == 0 && children == 0 && company == Company.OWN) {
                return minus(load(value), without);
            }
            return minus(
                    new Criterion(
                            words.get(0),
                            words.subList(1, words.size()),
                            value,
                            parents,
                            children,
                            company,
                            indirect(mapping)),
                    without);
        });
    }

    /** Checks names of other entries at once, so that a cycle is found before anything is walked. */
    private Selector named(String text) {
        Selector parsed = SelectorParser.parse(text);
        checkNames(parsed);
        return parsed;
    }

    private void checkNames(Selector selector) {
        switch (selector) {
            case Criterion criterion -> {
                if (criterion.method().equals("selector")) load(criterion.value());
            }
            case Union union -> union.parts().forEach(this::checkNames);
            case Intersection intersection -> intersection.parts().forEach(this::checkNames);
            case Difference difference -> {
                checkNames(difference.from());
                checkNames(difference.without());
            }
            case Selector.Everything everything -> {}
        }
    }

    private static Selector minus(Selector from, List<Selector> without) {
        return without.isEmpty() ? from : new Difference(from, new Union(without));
    }

    private List<Selector> list(Tree tree) {
        return tree instanceof Sequence
                ? sequence(tree).stream().map(this::definition).toList()
                : List.of(definition(tree));
    }

    private static List<Tree> sequence(Tree tree) {
        if (tree instanceof Sequence sequence) return sequence.items();
        throw wrong(tree.at(), "A list is expected here.", "Start each item with '- '.");
    }

    private static int steps(Mapping mapping, String key) {
        if (!flag(mapping, key)) return 0;
        Optional<Tree> depth = child(mapping, key + "_depth");
        if (depth.isEmpty()) return Selector.ALL;
        if (depth.get().plain() instanceof Integer number && number >= 0) return number;
        throw wrong(depth.get().at(), "'" + key + "_depth' is a number of steps.", "");
    }

    private static boolean flag(Mapping mapping, String key) {
        Optional<Tree> tree = child(mapping, key);
        if (tree.isEmpty()) return false;
        if (tree.get().plain() instanceof Boolean flag) return flag;
        throw wrong(tree.get().at(), "'" + key + "' is true or false.", "");
    }

    private static Optional<IndirectSelection> indirect(Mapping mapping) {
        return child(mapping, "indirect_selection")
                .map(tree -> IndirectSelection.find(String.valueOf(tree.plain()))
                        .orElseThrow(() -> wrong(
                                tree.at(),
                                "There is no indirect selection '" + tree.plain() + "'.",
                                "Known are " + String.join(", ", IndirectSelection.words()) + ".")));
    }

    private static void checkKeys(Mapping mapping, List<String> known) {
        for (Entry entry : mapping.entries()) {
            if (known.contains(entry.key())) continue;
            String near = NearestName.didYouMean(entry.key(), known);
            throw wrong(
                    entry.keyAt(),
                    "'" + entry.key() + "' cannot stand in a selector's definition here.",
                    near.isEmpty() ? "Known are " + String.join(", ", known) + "." : near);
        }
    }

    private static Optional<Tree> child(Tree tree, String key) {
        if (!(tree instanceof Mapping mapping)) return Optional.empty();
        return mapping.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .map(Entry::value)
                .findFirst();
    }

    private static Selector located(SourceLocation at, java.util.function.Supplier<Selector> parse) {
        try {
            return parse.get();
        } catch (DiagnosticException e) {
            throw new DiagnosticException(
                    e.diagnostics().stream()
                            .map(d -> d.location().isPresent() ? d : Diagnostic.error(at, d.message(), d.remedy()))
                            .collect(Collectors.toList()),
                    e);
        }
    }

    private static DiagnosticException wrong(SourceLocation at, String message, String remedy) {
        return new DiagnosticException(Diagnostic.error(at, message, remedy));
    }
}
