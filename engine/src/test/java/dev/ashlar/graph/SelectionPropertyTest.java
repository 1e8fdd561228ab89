package dev.ashlar.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.graph.Selector.Company;
import dev.ashlar.graph.Selector.Criterion;
import dev.ashlar.graph.Selector.Intersection;
import dev.ashlar.graph.Selector.Union;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Laws of the grammar, over random small projects; walks and modes against the plainest reading of their definition. */
class SelectionPropertyTest {
    @Property
    void parsingWhatWasPrintedGivesTheSame(@ForAll("selectors") Selector selector) {
        assertThat(SelectorParser.parse(selector.text())).isEqualTo(selector);
    }

    @Property
    void unionIntersectionAndExclusionAreThoseOfSets(
            @ForAll @LongRange(min = 0, max = 5_000) long seed,
            @ForAll("criteria") Criterion one,
            @ForAll("criteria") Criterion other) {
        Sample sample = new Sample(seed);
        Set<NodeId> a = sample.select(SelectionSpec.of(one.text()).indirectly(IndirectSelection.EMPTY));
        Set<NodeId> b = sample.select(SelectionSpec.of(other.text()).indirectly(IndirectSelection.EMPTY));
        assertThat(sample.select(SelectionSpec.of(one.text(), other.text()).indirectly(IndirectSelection.EMPTY)))
                .isEqualTo(union(a, b));
        Set<NodeId> both = new TreeSet<>(a);
        both.retainAll(b);
        assertThat(sample.select(
                        SelectionSpec.of(one.text() + "," + other.text()).indirectly(IndirectSelection.EMPTY)))
                .isEqualTo(both);
        Set<NodeId> rest = new TreeSet<>(a);
        rest.removeAll(sample.select(SelectionSpec.of(other.text())));
        assertThat(sample.select(SelectionSpec.of(one.text())
                        .indirectly(IndirectSelection.EMPTY)
                        .excluding(other.text())))
                .isEqualTo(rest);
    }

    @Property
    void walksAndModesDoWhatTheirDefinitionSays(
            @ForAll @LongRange(min = 0, max = 5_000) long seed,
            @ForAll("criteria") Criterion one,
            @ForAll("criteria") Criterion other,
            @ForAll IndirectSelection mode) {
        Sample sample = new Sample(seed);
        Set<NodeId> nodes = union(sample.reached(one), sample.reached(other));
        assertThat(sample.select(SelectionSpec.of(one.text(), other.text()).indirectly(mode)))
                .isEqualTo(union(nodes, sample.testsOf(nodes, mode)));
    }

    @Provide
    Arbitrary<Criterion> criteria() {
        Arbitrary<String> names = Arbitraries.integers().between(0, 9).map(i -> "m" + i);
        Arbitrary<String> tags = Arbitraries.of("odd", "even", "third");
        Arbitrary<Criterion> specs = Arbitraries.oneOf(
                names.map(name -> Criterion.of("fqn", name)),
                tags.map(tag -> Criterion.of("tag", tag)),
                names.map(name -> Criterion.of("path", "models/" + name + ".sql")),
                names.map(name -> Criterion.of("file", name)));
        Arbitrary<Integer> steps = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.just(0)),
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(1, 3)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(Selector.ALL)));
        return Combinators.combine(specs, steps, steps, Arbitraries.of(true, false, false, false))
                .as((spec, up, down, company) -> new Criterion(
                        spec.method(),
                        spec.arguments(),
                        spec.value(),
                        company ? 0 : up,
                        company ? 0 : down,
                        company ? Company.CHILDRENS_PARENTS : Company.OWN,
                        Optional.empty()));
    }

    @Provide
    Arbitrary<Selector> selectors() {
        Arbitrary<String> values = Arbitraries.strings()
                .withChars("abz019_-.*?[]/:@é")
                .ofMinLength(1)
                .ofMaxLength(8);
        Arbitrary<Criterion> wild = Combinators.combine(
                        Arbitraries.of("fqn", "tag", "path", "file", "config", "source", "state"), values, criteria())
                .as((method, value, walk) -> new Criterion(
                        method,
                        method.equals("config") ? List.of("meta", "x_1") : List.of(),
                        value,
                        walk.parents(),
                        walk.children(),
                        walk.company(),
                        Optional.empty()));
        Arbitrary<Selector> both = wild.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(parts -> parts.size() == 1 ? (Selector) parts.get(0) : new Intersection(List.copyOf(parts)));
        return both.list().ofMinSize(1).ofMaxSize(3).map(parts -> parts.size() == 1 ? parts.get(0) : new Union(parts));
    }

    private static Set<NodeId> union(Set<NodeId> a, Set<NodeId> b) {
        Set<NodeId> out = new TreeSet<>(a);
        out.addAll(b);
        return out;
    }

    /** Ten models m0 to m9 with random parents below them, eight tests that read one or two. */
    private static final class Sample {
        private final List<Node> models = new ArrayList<>();
        private final List<Node> tests = new ArrayList<>();
        private final Project project;
        private final ProjectGraph graph;

        Sample(long seed) {
            Random random = new Random(seed);
            for (int i = 0; i < 10; i++) {
                Set<NodeId> parents = new TreeSet<>();
                for (int k = 0; i > 0 && k < random.nextInt(3); k++) parents.add(Projects.id("m" + random.nextInt(i)));
                Node.Header plain =
                        Projects.header(Projects.id("m" + i), "m" + i, "models/m" + i + ".sql", List.copyOf(parents));
                TreeSet<String> tags = new TreeSet<>(Set.of(i % 2 == 0 ? "even" : "odd"));
                if (i % 3 == 0) tags.add("third");
                models.add(Projects.model(
                        new Node.Header(
                                plain.id(),
                                plain.name(),
                                plain.packageName(),
                                plain.fqn(),
                                plain.location(),
                                plain.propertiesAt(),
                                "",
                                tags,
                                plain.meta(),
                                plain.config(),
                                plain.dependsOn(),
                                List.of()),
                        new dev.ashlar.manifest.Materialization.Table(),
                        Projects.TESTED));
            }
            for (int i = 0; i < 8; i++) {
                NodeId first = models.get(random.nextInt(10)).id();
                NodeId second = models.get(random.nextInt(10)).id();
                tests.add(Projects.test("t" + i, first, first.equals(second) ? new NodeId[0] : new NodeId[] {second}));
            }
            project = Projects.of(Stream.concat(models.stream(), tests.stream()).toList(), java.util.Map.of());
            graph = ProjectGraph.of(project);
        }

        Set<NodeId> select(SelectionSpec spec) {
            return Selection.select(project, graph, spec).nodes();
        }

        private boolean matches(Node node, Criterion criterion) {
            return switch (criterion.method()) {
                case "tag" -> node.header().tags().contains(criterion.value());
                case "path" -> criterion.value().equals("models/" + node.name() + ".sql");
                default -> node.name().equals(criterion.value());
            };
        }

        /** Step by step, with every node and test looked at in each. */
        private Set<NodeId> step(Set<NodeId> from, boolean up) {
            Set<NodeId> out = new HashSet<>(from);
            for (Node node : project.nodes().values()) {
                for (NodeId parent : node.dependsOn()) {
                    if (up && from.contains(node.id())) out.add(parent);
                    if (!up && from.contains(parent)) out.add(node.id());
                }
            }
            return out;
        }

        private Set<NodeId> walked(Set<NodeId> from, int steps, boolean up) {
            Set<NodeId> out = from;
            for (int i = 0; i < Math.min(steps, 20); i++) out = step(out, up);
            return out;
        }

        Set<NodeId> reached(Criterion criterion) {
            Set<NodeId> own = new HashSet<>();
            for (Node node : models) if (matches(node, criterion)) own.add(node.id());
            Set<NodeId> all = union(walked(own, criterion.parents(), true), walked(own, criterion.children(), false));
            if (criterion.company() == Company.CHILDRENS_PARENTS) all = walked(walked(own, 20, false), 20, true);
            Set<NodeId> nodes = new TreeSet<>(all);
            nodes.removeIf(id -> id.kind() == NodeKind.DATA_TEST);
            return nodes;
        }

        Set<NodeId> testsOf(Set<NodeId> nodes, IndirectSelection mode) {
            Set<NodeId> built = walked(nodes, 20, true);
            Set<NodeId> out = new TreeSet<>();
            for (Node test : tests) {
                boolean any = test.dependsOn().stream().anyMatch(nodes::contains);
                boolean taken = switch (mode) {
                    case EAGER -> any;
                    case CAUTIOUS -> nodes.containsAll(test.dependsOn());
                    case BUILDABLE -> any && built.containsAll(test.dependsOn());
                    case EMPTY -> false;
                };
                if (taken) out.add(test.id());
            }
            return out;
        }
    }
}
