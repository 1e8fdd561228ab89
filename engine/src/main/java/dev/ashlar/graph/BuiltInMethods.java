package dev.ashlar.graph;

import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.graph.Selector.Criterion;
import dev.ashlar.manifest.EffectiveConfig;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.manifest.Node.Exposure;
import dev.ashlar.manifest.Node.Model;
import dev.ashlar.manifest.Node.Source;
import dev.ashlar.manifest.Node.TestBody;
import dev.ashlar.manifest.Node.UnitTest;
import dev.ashlar.manifest.Node.Version;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The methods that the project alone can answer. */
final class BuiltInMethods {
    static final Map<String, SelectorMethod> ALL = Map.ofEntries(
            Map.entry("fqn", (c, project) -> fqn(c)),
            Map.entry("path", (c, project) -> path(c)),
            Map.entry("file", (c, project) -> file(c)),
            Map.entry("tag", (c, project) -> tag(c)),
            Map.entry("layer", BuiltInMethods::layer),
            Map.entry("group", (c, project) -> group(c)),
            Map.entry("access", (c, project) -> access(c)),
            Map.entry("package", BuiltInMethods::packageName),
            Map.entry("source", (c, project) -> source(c)),
            Map.entry("exposure", (c, project) -> qualified(c, Exposure.class)),
            Map.entry("unit_test", (c, project) -> qualified(c, UnitTest.class)),
            Map.entry("resource_type", (c, project) -> resourceType(c)),
            Map.entry("test_name", (c, project) -> testName(c)),
            Map.entry("test_type", (c, project) -> testType(c)),
            Map.entry("version", (c, project) -> version(c)),
            Map.entry("config", (c, project) -> config(c)));

    private BuiltInMethods() {}

    private static Predicate<Node> fqn(Criterion criterion) {
        FqnPattern pattern = new FqnPattern(criterion.value());
        return node -> !(node instanceof Source) && !(node instanceof Exposure) && pattern.test(node);
    }

    private static Predicate<Node> path(Criterion criterion) {
        String wanted = criterion.value().replace('\\', '/');
        while (wanted.startsWith("./")) wanted = wanted.substring(2);
        while (wanted.endsWith("/")) wanted = wanted.substring(0, wanted.length() - 1);
        Predicate<String> glob = Glob.ofPath(wanted);
        return node -> {
            String path = file(node);
            if (glob.test(path)) return true;
            for (int cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) {
                if (glob.test(path.substring(0, cut))) return true;
            }
            return false;
        };
    }

    private static Predicate<Node> file(Criterion criterion) {
        Predicate<String> glob = Glob.of(criterion.value());
        return node -> {
            String name = file(node).substring(file(node).lastIndexOf('/') + 1);
            int dot = name.lastIndexOf('.');
            return glob.test(name) || (dot > 0 && glob.test(name.substring(0, dot)));
        };
    }

    private static String file(Node node) {
        return node.header().location().file();
    }

    private static Predicate<Node> tag(Criterion criterion) {
        Predicate<String> glob = Glob.of(criterion.value());
        return node -> node.header().tags().stream().anyMatch(glob);
    }

    /** A loaded source is a member of the lowest layer. */
    private static Predicate<Node> layer(Criterion criterion, Project project) {
        Predicate<String> glob = Glob.of(criterion.value());
        List<String> layers = project.layers().stream().map(l -> l.name()).toList();
        if (!layers.isEmpty() && layers.stream().noneMatch(glob)) {
            throw unknownWord(criterion, "layer", layers);
        }
        boolean lowest = !layers.isEmpty() && glob.test(layers.get(0));
        return node -> switch (node) {
            case Model model -> glob.test(model.layer());
            case Source source -> lowest && source.external().isPresent();
            case Node.Seed s -> false;
            case Node.Snapshot s -> false;
            case DataTest t -> false;
            case UnitTest t -> false;
            case Node.Analysis a -> false;
            case Exposure e -> false;
        };
    }

    private static Predicate<Node> group(Criterion criterion) {
        Predicate<String> glob = Glob.of(criterion.value());
        return node -> node instanceof Model model
                ? model.group().filter(glob).isPresent()
                : node.header().config().text("group").filter(glob).isPresent();
    }

    private static Predicate<Node> access(Criterion criterion) {
        Node.Access wanted = word(criterion, "access", Node.Access.values());
        return node -> node instanceof Model model && model.access() == wanted;
    }

    private static Predicate<Node> packageName(Criterion criterion, Project project) {
        Predicate<String> glob = Glob.of(criterion.value().equals("this") ? project.name() : criterion.value());
        return node -> glob.test(node.header().packageName());
    }

    private static Predicate<Node> source(Criterion criterion) {
        List<String> parts = Arrays.asList(criterion.value().split("\\.", -1));
        if (parts.size() > 3) {
            throw SelectorParser.refused(
                    criterion.text(),
                    "it has " + parts.size() + " parts",
                    "Write source:name, source:name.table or source:package.name.table.");
        }
        Predicate<String> packages = Glob.of(parts.size() == 3 ? parts.get(0) : "*");
        Predicate<String> sources = Glob.of(parts.size() == 3 ? parts.get(1) : parts.get(0));
        Predicate<String> tables = Glob.of(parts.size() == 1 ? "*" : parts.get(parts.size() - 1));
        return node -> node instanceof Source source
                && packages.test(source.header().packageName())
                && sources.test(source.sourceName())
                && tables.test(source.name());
    }

    /** {@code name} or {@code package.name}. */
    private static Predicate<Node> qualified(Criterion criterion, Class<? extends Node> kind) {
        Predicate<String> glob = Glob.of(criterion.value());
        return node -> kind.isInstance(node)
                && (glob.test(node.name()) || glob.test(node.header().packageName() + "." + node.name()));
    }

    private static Predicate<Node> resourceType(Criterion criterion) {
        List<String> known =
                Arrays.stream(NodeKind.values()).map(NodeKind::word).toList();
        if (!known.contains(criterion.value())) throw unknownWord(criterion, "resource type", known);
        return node -> node.id().kind().word().equals(criterion.value());
    }

    private static Predicate<Node> testName(Criterion criterion) {
        Predicate<String> glob = Glob.of(criterion.value());
        return node -> node instanceof DataTest test
                && test.body() instanceof TestBody.Generic generic
                && glob.test(generic.testName());
    }

    private static Predicate<Node> testType(Criterion criterion) {
        return switch (criterion.value()) {
            case "generic", "schema" ->
                node -> node instanceof DataTest test && test.body() instanceof TestBody.Generic;
            case "singular" -> node -> node instanceof DataTest test && test.body() instanceof TestBody.Singular;
            case "data" -> DataTest.class::isInstance;
            case "unit" -> UnitTest.class::isInstance;
            default -> throw unknownWord(criterion, "test type", List.of("generic", "singular", "data", "unit"));
        };
    }

    private static Predicate<Node> version(Criterion criterion) {
        Predicate<Model> wanted = switch (criterion.value()) {
            case "none" -> model -> model.version().isEmpty();
            case "latest" -> model -> model.version().filter(v -> age(v) == 0).isPresent();
            case "prerelease" ->
                model -> model.version().filter(v -> age(v) > 0).isPresent();
            case "old" -> model -> model.version().filter(v -> age(v) < 0).isPresent();
            default -> throw unknownWord(criterion, "version word", List.of("latest", "prerelease", "old", "none"));
        };
        return node -> node instanceof Model model && wanted.test(model);
    }

    /** Versions that are numbers are compared as such. */
    private static int age(Version version) {
        try {
            return new BigDecimal(version.version()).compareTo(new BigDecimal(version.latest()));
        } catch (NumberFormatException e) {
            return version.version().compareTo(version.latest());
        }
    }

    private static Predicate<Node> config(Criterion criterion) {
        return node -> {
            Object value = EffectiveConfig.of(node);
            for (String key : criterion.arguments()) {
                value = value instanceof Map<?, ?> map ? map.get(key) : null;
            }
            return holds(value, criterion.value());
        };
    }

    private static boolean holds(Object value, String wanted) {
        return switch (value) {
            case null -> false;
            case Collection<?> many -> many.stream().anyMatch(one -> holds(one, wanted));
            case Map<?, ?> map -> map.keySet().stream().anyMatch(key -> holds(key, wanted));
            case Boolean flag -> String.valueOf(flag).equalsIgnoreCase(wanted);
            default -> String.valueOf(value).equals(wanted);
        };
    }

    private static <E extends Enum<E>> E word(Criterion criterion, String what, E[] values) {
        List<String> known = Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = known.indexOf(criterion.value());
        if (index < 0) throw unknownWord(criterion, what, known);
        return values[index];
    }

    private static RuntimeException unknownWord(Criterion criterion, String what, List<String> known) {
        String near = NearestName.didYouMean(criterion.value(), known);
        return SelectorParser.refused(
                criterion.text(),
                "there is no " + what + " '" + criterion.value() + "'",
                near.isEmpty() ? "Known are " + String.join(", ", known) + "." : near);
    }
}
