package dev.ashlar.graph;

import static dev.ashlar.graph.Projects.id;
import static dev.ashlar.graph.Projects.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The chain a -> b -> c -> d, and e on its own; test t reads b and e. */
class SelectorDefinitionsTest {
    private static final String ENTRIES = """
            text: {definition: "b+"}
            short: {definition: {fqn: e}}
            whole: {definition: {method: fqn, value: b, parents: true, children: true, children_depth: 1}}
            company: {definition: {method: fqn, value: b, childrens_parents: true}}
            union: {definition: {union: [a, {method: fqn, value: c}, {exclude: [d, a]}]}}
            both: {definition: {intersection: ["+c", "b+"]}}
            nested: {definition: {union: [{intersection: ["+c", "b+"]}, e]}}
            minus: {definition: {method: fqn, value: a, children: true, exclude: [{method: fqn, value: c, children: true}]}}
            heir: {definition: {method: selector, value: both, exclude: [c]}}
            heirs_children: {definition: {method: selector, value: both, children: true}}
            cautious: {definition: {method: fqn, value: b, indirect_selection: cautious}}
            loop: {definition: {union: [a, {method: selector, value: pool}]}}
            pool: {definition: "selector:loop"}
            typo: {definition: {method: fqn, vlaue: a}}
            no_method: {definition: {method: tga, value: a}}
            bare: {definition: [a]}
            default_one: {default: true, definition: d}
            """;

    private final Project project = Projects.of(
            List.of(
                    model("a"),
                    model("b", "a"),
                    model("c", "b"),
                    model("d", "c"),
                    model("e"),
                    Projects.test("t", id("b"), id("e"))),
            entries());
    private final ProjectGraph graph = ProjectGraph.of(project);

    private static Map<String, Tree> entries() {
        Map<String, Tree> out = new LinkedHashMap<>();
        Map<String, Object> loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(ENTRIES);
        loaded.forEach((name, entry) -> out.put(name, tree(entry)));
        return out;
    }

    private static Tree tree(Object value) {
        SourceLocation at = new SourceLocation("selectors.yml", 2, 3);
        if (value instanceof List<?> list) {
            return new Tree.Sequence(
                    list.stream().map(SelectorDefinitionsTest::tree).toList(), at);
        }
        if (value instanceof Map<?, ?> map) {
            List<Tree.Entry> entries = new ArrayList<>();
            map.forEach((key, item) -> entries.add(new Tree.Entry((String) key, at, tree(item))));
            return new Tree.Mapping(entries, at);
        }
        return new Tree.Scalar(value, at);
    }

    private List<String> names(SelectionSpec spec) {
        return Selection.select(project, graph, spec).nodes().stream()
                .map(node -> project.load(node).name())
                .sorted()
                .toList();
    }

    private static SelectionSpec named(String selector) {
        return SelectionSpec.of().selector(selector);
    }

    @ParameterizedTest
    @CsvSource({
        "text, b c d t",
        "short, e t",
        "whole, a b c t",
        "company, a b c d e t",
        "union, c",
        "both, b c t",
        "nested, b c e t",
        "minus, a b t",
        "heir, b t",
        "heirs_children, b c d t",
        "cautious, b",
    })
    void selectsWhatTheEntrySays(String selector, String expected) {
        assertThat(names(named(selector))).containsExactly(expected.split(" "));
    }

    @Test
    void takesTheDefaultEntryWhenNothingElseIsSaid() {
        assertThat(names(SelectionSpec.ALL)).containsExactly("d");
        assertThat(names(SelectionSpec.of("a"))).containsExactly("a");
        assertThat(names(SelectionSpec.ALL.excluding("a"))).containsExactly("b", "c", "d", "e", "t");
    }

    @Test
    void narrowsAnEntryByWhatTheCommandLineAdds() {
        assertThat(names(SelectionSpec.of("c").selector("text"))).containsExactly("c");
        assertThat(names(named("text").excluding("b"))).containsExactly("c", "d");
    }

    @Test
    void namesAnEntryOnTheCommandLineLikeAMethod() {
        assertThat(names(SelectionSpec.of("selector:both+1"))).containsExactly("b", "c", "d", "t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bth | There is no selector 'bth' in selectors.yml. Did you mean 'both'?",
                "loop | selectors.yml:2:3 Selectors refer to each other in a cycle: loop -> pool -> loop.",
                "typo | selectors.yml:2:3 'vlaue' cannot stand in a selector's definition here. Did you mean 'value'?",
                "no_method | selectors.yml:2:3 Cannot use the selector 'tga:a': there is no method 'tga'. Did you mean 'tag'?",
                "bare | selectors.yml:2:3 A selector's definition cannot be '[a]'. Write a text such as \"tag:nightly+\", or method and value, or union or intersection.",
            })
    void refusesAnEntryThatCannotBeUsed(String selector, String message) {
        Selection selection = Selection.select(project, graph, named(selector));
        assertThat(selection.nodes()).isEqualTo(new java.util.TreeSet<NodeId>());
        assertThat(selection.diagnostics()).extracting(Diagnostic::text).containsExactly(message);
    }
}
