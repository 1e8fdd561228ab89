package dev.ashlar.graph;

import static dev.ashlar.graph.Projects.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.Layer;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.Header;
import dev.ashlar.manifest.NodeConfig;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TemplateText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
    private static final NodeId SOURCE = NodeId.of(NodeKind.SOURCE, "shop", "till", "orders");
    private final Project project = project();
    private final ProjectGraph graph = ProjectGraph.of(project);

    /** till.orders -> stg_orders -> fct_orders -> mart -> board; stg_items -> fct_orders. */
    private static Project project() {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node.Source(
                header(
                        SOURCE,
                        "orders",
                        "models/raw/sources.yml",
                        List.of("shop", "raw", "till", "orders"),
                        "",
                        Map.of()),
                "till",
                RelationName.of("raw", "orders"),
                List.<Column>of(),
                Optional.of(
                        new Node.ExternalFiles("landing/*.csv", "csv", Map.of(), new SourceLocation("x.yml", 1, 1))),
                Optional.empty(),
                Projects.TESTED));
        nodes.add(model("stg_orders", "staging", "nightly", Map.of("meta", Map.of("owner", "ann")), SOURCE));
        nodes.add(model("stg_items", "staging", "hourly", Map.of("sort", List.of("a", "b"))));
        nodes.add(model(
                "fct_orders",
                "analytics",
                "nightly",
                Map.of("full_refresh", false),
                id("stg_orders"),
                id("stg_items")));
        nodes.add(model("mart.v2", "analytics", "", Map.of(), id("fct_orders")));
        nodes.add(new Node.Exposure(
                header(
                        NodeId.of(NodeKind.EXPOSURE, "shop", "board"),
                        "board",
                        "models/e.yml",
                        List.of("shop", "board"),
                        "",
                        Map.of(),
                        id("mart.v2")),
                "Board",
                "dashboard",
                "high",
                "",
                "Ann",
                "ann@example.org"));
        nodes.add(Projects.test("unique_stg_orders", id("stg_orders")));
        nodes.add(Projects.test("rel", id("fct_orders"), id("stg_items")));
        nodes.add(Projects.test("from_source", id("stg_orders"), SOURCE));
        SortedMap<NodeId, Node> byId = new TreeMap<>();
        for (Node node : nodes) byId.put(node.id(), node);
        SortedMap<NodeId, Node> disabled = new TreeMap<>();
        disabled.put(id("old_orders"), Projects.model("old_orders"));
        return new Project(
                "shop",
                "1",
                List.of(layer("raw", 0), layer("staging", 1), layer("analytics", 2)),
                byId,
                disabled,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                new Project.Schemas("m"));
    }

    private static Layer layer(String name, int rank) {
        return new Layer(name, rank, name, new Layer.Reads.Everything(), NodeConfig.EMPTY, Optional.empty());
    }

    private static Header header(
            NodeId id,
            String name,
            String file,
            List<String> fqn,
            String tag,
            Map<String, Object> config,
            NodeId... parents) {
        return new Header(
                id,
                name,
                "shop",
                fqn,
                new SourceLocation(file, 1, 1),
                Optional.empty(),
                "",
                new TreeSet<>(tag.isEmpty() ? List.of() : List.of(tag)),
                Map.of(),
                new NodeConfig(config),
                Arrays.asList(parents),
                List.of());
    }

    private static Node model(String name, String layer, String tag, Map<String, Object> config, NodeId... parents) {
        Map<String, Object> plain = new java.util.HashMap<>(config);
        Object meta = plain.remove("meta");
        Header header = header(
                id(name),
                name,
                "models/" + layer + "/" + name + ".sql",
                List.of("shop", layer, name),
                tag,
                plain,
                parents);
        if (meta != null) {
            header = new Header(
                    header.id(),
                    name,
                    "shop",
                    header.fqn(),
                    header.location(),
                    Optional.empty(),
                    "",
                    header.tags(),
                    Map.of("owner", "ann"),
                    header.config(),
                    header.dependsOn(),
                    List.of());
        }
        boolean table = layer.equals("analytics");
        return new Node.Model(
                header,
                layer,
                Projects.build(name, Projects.TESTED),
                table ? new Materialization.Table() : new Materialization.View(),
                TemplateText.ofFile(header.location().file(), "select 1"),
                table ? Node.Access.PUBLIC : Node.Access.PROTECTED,
                table ? Optional.of("finance") : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private List<String> names(SelectionSpec spec) {
        return Selection.select(project, graph, spec).nodes().stream()
                .map(node -> project.load(node).name())
                .sorted()
                .toList();
    }

    private List<String> messages(SelectionSpec spec) {
        return Selection.select(project, graph, spec).diagnostics().stream()
                .map(Diagnostic::text)
                .toList();
    }

    @Test
    void takesEverythingWhenNothingIsSaid() {
        assertThat(names(SelectionSpec.ALL)).hasSize(9);
        assertThat(messages(SelectionSpec.ALL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stg_orders | stg_orders",
                "stg_* | stg_items stg_orders",
                "staging | stg_items stg_orders",
                "shop.staging | stg_items stg_orders",
                "shop.staging.stg_i* | stg_items",
                "*.stg_items | stg_items",
                "mart.v2 | mart.v2",
                "analytics.mart.v2 | mart.v2",
                "models/staging | stg_items stg_orders",
                "models/staging/ | stg_items stg_orders",
                "./models/*/stg_orders.sql | stg_orders",
                "path:models/raw | orders",
                "path:models/**/stg_*.sql | stg_items stg_orders",
                "stg_items.sql | stg_items",
                "file:stg_items | stg_items",
                "tag:nightly | fct_orders stg_orders",
                "tag:*ly | fct_orders stg_items stg_orders",
                "layer:staging | stg_items stg_orders",
                "layer:raw | orders",
                "source:till | orders",
                "source:till.orders | orders",
                "source:shop.till.ord* | orders",
                "exposure:board | board",
                "exposure:shop.b* | board",
                "group:finance | fct_orders mart.v2",
                "access:public | fct_orders mart.v2",
                "package:this,layer:staging | stg_items stg_orders",
                "config.materialized:table | fct_orders mart.v2",
                "config.meta.owner:ann | stg_orders",
                "config.sort:b | stg_items",
                "config.full_refresh:False | fct_orders",
                "config.tags:hourly | stg_items",
                "resource_type:source | orders",
                "test_name:uni* | from_source rel unique_stg_orders",
                "test_type:generic | from_source rel unique_stg_orders",
                "version:none,tag:hourly | stg_items",
                "+fct_orders | fct_orders orders stg_items stg_orders",
                "1+mart.v2 | fct_orders mart.v2",
                "stg_items+ | board fct_orders mart.v2 stg_items",
                "stg_items+1 | fct_orders stg_items",
                "@source:till | board fct_orders mart.v2 orders stg_items stg_orders",
                "tag:nightly,layer:staging | stg_orders",
                "tag:hourly mart.v2 | mart.v2 stg_items",
            })
    void selects(String select, String expected) {
        SelectionSpec spec = SelectionSpec.of(select).indirectly(IndirectSelection.EMPTY);
        assertThat(names(spec)).containsExactly(expected.split(" "));
        assertThat(messages(spec)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EAGER | stg_orders | from_source stg_orders unique_stg_orders",
                "CAUTIOUS | stg_orders | stg_orders unique_stg_orders",
                "BUILDABLE | stg_orders | from_source stg_orders unique_stg_orders",
                "EMPTY | stg_orders | stg_orders",
                "EAGER | fct_orders | fct_orders rel",
                "CAUTIOUS | fct_orders | fct_orders",
                "CAUTIOUS | fct_orders stg_items | fct_orders rel stg_items",
                "CAUTIOUS | +fct_orders,layer:* | fct_orders from_source orders rel stg_items stg_orders unique_stg_orders",
                "BUILDABLE | fct_orders | fct_orders rel",
                "CAUTIOUS | stg_items+1 | fct_orders rel stg_items",
                "CAUTIOUS | fct_orders+ | board fct_orders mart.v2",
                "EMPTY | rel | rel",
            })
    void bringsTestsAlongAsTheModeSays(IndirectSelection mode, String select, String expected) {
        assertThat(names(SelectionSpec.of(select).indirectly(mode))).containsExactly(expected.split(" "));
    }

    @Test
    void takesOutWhatIsExcludedAndTheTestsThatReadIt() {
        assertThat(names(SelectionSpec.of("+fct_orders").excluding("stg_items")))
                .containsExactly("fct_orders", "from_source", "orders", "stg_orders", "unique_stg_orders");
        assertThat(names(SelectionSpec.ALL.excluding("resource_type:test", "layer:*")))
                .containsExactly("board");
    }

    @Test
    void keepsOnlyTheKindsAskedFor() {
        assertThat(names(SelectionSpec.of("stg_orders+").only(NodeKind.DATA_TEST)))
                .containsExactly("from_source", "rel", "unique_stg_orders");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fct_order | The selector 'fct_order' matches nothing. Did you mean 'fct_orders'?",
                "old_orders | The selector 'old_orders' matches nothing. What it names is disabled.",
                "tag:nigthly | The selector 'tag:nigthly' matches nothing. Did you mean 'nightly'?",
                "source:til.orders | The selector 'source:til.orders' matches nothing. Did you mean 'till.orders'?",
                "tag:hourly,mart.v2 | The selector 'tag:hourly,mart.v2' matches nothing. Each of its parts does, but no node is in all of them.",
            })
    void warnsOfASelectorThatMatchesNothing(String select, String message) {
        Selection selection = Selection.select(project, graph, SelectionSpec.of(select));
        assertThat(selection.nodes()).isEmpty();
        assertThat(selection.diagnostics()).extracting(Diagnostic::text).containsExactly(message);
        assertThat(selection.diagnostics()).allMatch(d -> d.severity() == dev.ashlar.diagnostic.Severity.WARNING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resource_type:modle | Cannot use the selector 'resource_type:modle': there is no resource type 'modle'. Did you mean 'model'?",
                "access:publc | Cannot use the selector 'access:publc': there is no access 'publc'. Did you mean 'public'?",
                "layer:stagin | Cannot use the selector 'layer:stagin': there is no layer 'stagin'. Did you mean 'staging'?",
                "test_type:x | Cannot use the selector 'test_type:x': there is no test type 'x'. Known are generic, singular, data, unit.",
                "source:a.b.c.d | Cannot use the selector 'source:a.b.c.d': it has 4 parts. Write source:name, source:name.table or source:package.name.table.",
                "state:modified+ | Cannot use the selector 'state:modified+': the earlier manifest to compare with is not given. Name the folder to look in with --state.",
                "result:error | Cannot use the selector 'result:error': the results of an earlier run are not given. Name the folder to look in with --state.",
            })
    void refusesAValueThatMakesNoSense(String select, String message) {
        Selection selection = Selection.select(project, graph, SelectionSpec.of(select, "stg_orders"));
        assertThat(selection.nodes()).isEmpty();
        assertThat(selection.diagnostics()).extracting(Diagnostic::text).containsExactly(message);
    }

    @Test
    void reportsBadSelectAndExcludeTogether() {
        assertThat(messages(SelectionSpec.of("tga:x").excluding("pth:y").selector("nightly")))
                .hasSize(3);
    }

    @Test
    void asksAPluggedInMethod() {
        SelectorMethod modified = (criterion, all) -> node -> node.name().equals("stg_items");
        Selection selection =
                Selection.select(project, graph, SelectionSpec.of("state:modified+1"), Map.of("state", modified));
        assertThat(selection.nodes())
                .contains(id("stg_items"), id("fct_orders"))
                .doesNotContain(id("mart.v2"));
        assertThat(selection.diagnostics()).isEmpty();
    }
}
