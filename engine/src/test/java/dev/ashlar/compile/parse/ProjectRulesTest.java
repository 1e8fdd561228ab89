package dev.ashlar.compile.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.compile.ProjectFolder;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers, relations, references, sources, tests: what a right project becomes. */
class ProjectRulesTest {
    @TempDir
    private Path root;

    private static final String[] LAYERS = {
        "layers:",
        "  raw: { materialized: table, reads: [raw, sources, seeds] }",
        "  staging: { reads: [raw, staging] }",
        "  marts: { materialized: table, schema: gold, reads: [staging, marts], expires_after: 30 days }",
        "snapshots: { reads: [staging] }",
    };

    private ProjectFolder shop() {
        return ProjectFolder.in(root, LAYERS)
                .file("models/raw/r.sql", "select * from ${ref('countries')}")
                .file("models/staging/s.sql", "select * from ${source('files', 'orders')} join ${ref('r')}")
                .file("models/marts/m.sql", "select * from ${ref('s')}")
                .file("seeds/countries.csv", "code")
                .file(
                        "snapshots/h.sql",
                        "<@config strategy='check' check_cols='all' unique_key=['id'] />",
                        "select * from ${ref('s')}")
                .file(
                        "models/sources.yml",
                        "sources:",
                        "  - name: files",
                        "    loaded_at_field: _loaded_at",
                        "    freshness: { warn_after: { count: 1, period: day }, error_after: { count: 3, period: day } }",
                        "    tables:",
                        "      - name: orders",
                        "        external: { location: 'landing/${var(\"day\")}/*.csv', max_rejects: 5 }",
                        "        freshness: { error_after: { count: 6, period: hour } }",
                        "      - { name: notes, freshness: null, external: { location: landing/notes.csv } }",
                        "      - { name: memos, config: { freshness: null }, external: { location: landing/memos.csv } }",
                        "  - name: crm",
                        "    schema: crm_export",
                        "    tables: [{ name: people, identifier: PEOPLE }]")
                .var("day", "2026-01-01");
    }

    private static String relation(Project project, String name) {
        return ProjectFolder.node(project, name).findRelation().orElseThrow().plain();
    }

    @Test
    void relationsAreNamedByTheTableOfSchemas() {
        Project prefixed = shop().parse();
        assertThat(relation(prefixed, "s")).isEqualTo("dev_staging.s");
        assertThat(relation(prefixed, "m")).isEqualTo("dev_gold.m");
        assertThat(relation(prefixed, "countries")).isEqualTo("dev_seeds.countries");
        assertThat(relation(prefixed, "h")).isEqualTo("dev_snapshots.h");
        assertThat(relation(prefixed, "orders")).isEqualTo("dev_raw.orders");
        assertThat(relation(prefixed, "people")).isEqualTo("crm_export.PEOPLE");
        assertThat(prefixed.schemas().meta()).isEqualTo("dev_ashlar_meta");

        Project plain = shop().plainSchemas().parse();
        assertThat(relation(plain, "s")).isEqualTo("staging.s");
        assertThat(relation(plain, "countries")).isEqualTo("seeds.countries");
        assertThat(relation(plain, "orders")).isEqualTo("raw.orders");
        assertThat(plain.schemas().meta()).isEqualTo("ashlar_meta");
    }

    @Test
    void theProjectsMacroMayNameSchemas() {
        Project project = shop().file(
                        "macros/s.ftl",
                        "<#function generate_schema_name custom_schema_name node>",
                        "<#return \"x_\" + custom_schema_name + \"_\" + node.name></#function>")
                .parse();
        assertThat(relation(project, "m")).isEqualTo("x_gold_m.m");
    }

    @Test
    void layersGiveModelsTheirDefaults() {
        Project project = shop().parse();
        assertThat(ProjectFolder.model(project, "m").materialization()).isEqualTo(new Materialization.Table());
        assertThat(ProjectFolder.model(project, "s").materialization()).isEqualTo(new Materialization.View());
        assertThat(project.layers())
                .extracting("name", "rank")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("raw", 0),
                        org.assertj.core.groups.Tuple.tuple("staging", 1),
                        org.assertj.core.groups.Tuple.tuple("marts", 2));
        assertThat(project.layers().get(2).expiresAfterDays()).hasValue(30);
    }

    @Test
    void referencesBecomeEdges() {
        Project project = shop().parse();
        assertThat(ProjectFolder.node(project, "s").dependsOn())
                .extracting(NodeId::value)
                .containsExactly("source.shop.files.orders", "model.shop.r");
    }

    @Test
    void aLayerReadsOnlyWhatItsRuleNames() {
        assertThat(shop().file(
                                "models/marts/bad.sql",
                                "select * from ${ref('r')} join ${source('crm', 'people')} join ${ref('h')}")
                        .errors())
                .containsExactly(
                        "models/marts/bad.sql:1:17 Model 'bad' of layer 'marts' reads model 'r' of layer 'raw', but layer "
                                + "'marts' may only read staging, marts. Read it through a node that may, or add 'raw' to "
                                + "'reads' of layer 'marts' in ashlar.yml.",
                        "models/marts/bad.sql:1:34 Model 'bad' of layer 'marts' reads source 'crm.people', but layer 'marts' "
                                + "may only read staging, marts. Read it through a node that may, or add 'sources' to 'reads' "
                                + "of layer 'marts' in ashlar.yml.",
                        "models/marts/bad.sql:1:66 Model 'bad' of layer 'marts' reads snapshot 'h', but layer 'marts' may only "
                                + "read staging, marts. Read it through a node that may, or add 'snapshots' to 'reads' of "
                                + "layer 'marts' in ashlar.yml.");
    }

    @Test
    void aSnapshotReadsOnlyWhatItsRuleNames() {
        assertThat(shop().file(
                                "snapshots/h.sql",
                                "<@config strategy='check' check_cols='all' unique_key='id' />select * from ${ref('m')}")
                        .errors())
                .containsExactly(
                        "snapshots/h.sql:1:78 Snapshot 'h' reads model 'm' of layer 'marts', but 'snapshots' may only "
                                + "read staging. Read it through a node that may, or add 'marts' to 'reads' of 'snapshots' in "
                                + "ashlar.yml.");
    }

    @Test
    void testsAnalysesAndExposuresReadAnything() {
        assertThat(shop().file("tests/t.sql", "select * from ${ref('r')} join ${ref('m')}")
                        .file("analyses/a.sql", "select * from ${ref('r')}")
                        .file(
                                "models/e.yml",
                                "exposures:",
                                "  - { name: e, type: ml, owner: { name: me }, depends_on: ['ref(\"r\")'] }")
                        .errors())
                .isEmpty();
    }

    @Test
    void aModelOutsideTheLayersIsToldWhereToGo() {
        assertThat(ProjectFolder.in(root, LAYERS)
                        .file("models/stagign/x.sql", "select 1")
                        .file("models/y.sql", "select 1")
                        .errors())
                .containsExactly(
                        "models/stagign/x.sql The model 'x' belongs to no layer: folder 'stagign' is none. Did you mean 'staging'?",
                        "models/y.sql The model 'y' belongs to no layer. Move it below models/<layer>/, or say 'layer:'. "
                                + "The layers of ashlar.yml are raw, staging, marts.");
        assertThat(ProjectFolder.model(
                                ProjectFolder.in(root, LAYERS)
                                        .file("models/y.sql", "<@config layer='marts' />select 1")
                                        .file("models/stagign/x.sql", "<@config layer='raw' />select 1")
                                        .parse(),
                                "y")
                        .layer())
                .isEqualTo("marts");
    }

    @Test
    void freshnessIsInheritedFieldByField() {
        Node.Source orders = (Node.Source) ProjectFolder.node(shop().parse(), "orders");
        assertThat(orders.freshness())
                .hasValue(new Node.Freshness(
                        java.util.Optional.of("_loaded_at"),
                        java.util.Optional.empty(),
                        java.util.Optional.of(new Node.Age(1, "day")),
                        java.util.Optional.of(new Node.Age(6, "hour")),
                        java.util.Optional.empty(),
                        ""));
        assertThat(((Node.Source) ProjectFolder.node(shop().parse(), "notes")).freshness())
                .isEmpty();
        assertThat(((Node.Source) ProjectFolder.node(shop().parse(), "memos")).freshness())
                .isEmpty();
    }

    @Test
    void theLocationOfALoadedSourceIsATemplate() {
        Node.ExternalFiles files = ((Node.Source) ProjectFolder.node(shop().parse(), "orders"))
                .external()
                .orElseThrow();
        assertThat(files.location()).isEqualTo("landing/2026-01-01/*.csv");
        assertThat(files.format()).isEqualTo("csv");
        assertThat(files.options()).containsEntry("max_rejects", 5L).hasSize(1);
    }

    @Test
    void rejectsBelongToLoadedSourcesOnly() {
        assertThat(shop().file("models/raw/x.sql", "select * from ${rejects('files', 'orders')}")
                        .errors())
                .isEmpty();
        assertThat(shop().file("models/raw/x.sql", "select * from ${rejects('crm', 'people')}")
                        .errors())
                .containsExactly(
                        "models/raw/x.sql:1:17 Cannot resolve rejects('crm', 'people'): the table is not loaded from "
                                + "files, so nothing is rejected. Give it 'external:', or read source('crm', 'people').");
    }

    @Test
    void privateModelsStayWithinTheirGroup() {
        ProjectFolder folder = shop().file(
                        "models/g.yml",
                        "groups: [{ name: finance, owner: { name: F } }]",
                        "models:",
                        "  - { name: s, config: { group: finance, access: private } }");
        assertThat(folder.errors())
                .containsExactly(
                        "models/marts/m.sql:1:17 Model 'm' reads model 's', which is private to group 'finance'. "
                                + "Put the reader into group 'finance', or make the model protected.",
                        "snapshots/h.sql:2:17 Snapshot 'h' reads model 's', which is private to group 'finance'. "
                                + "Put the reader into group 'finance', or make the model protected.");
        folder.file(
                "models/g.yml",
                "groups: [{ name: finance, owner: { name: F } }]",
                "models:",
                "  - { name: s, config: { group: finance, access: private } }",
                "  - { name: m, config: { group: finance } }",
                "snapshots:",
                "  - { name: h, config: { group: finance } }");
        assertThat(folder.errors()).isEmpty();
    }

    @Test
    void aBareReferenceMeansTheLatestVersion() {
        Project project = ProjectFolder.in(root)
                .file("models/dim_v1.sql", "select 1 as id")
                .file("models/dim_new.sql", "select 1 as id, 2 as n")
                .file("models/a.sql", "select * from ${ref('dim')}")
                .file("models/b.sql", "select * from ${ref('dim', {'version': 1})}")
                .file(
                        "models/p.yml",
                        "models:",
                        "  - name: dim",
                        "    columns: [{ name: id, data_tests: [unique] }, { name: n }]",
                        "    versions:",
                        "      - { v: 1, columns: [{ include: all, exclude: [n] }] }",
                        "      - { v: 2, defined_in: dim_new }")
                .parse();
        assertThat(ProjectFolder.node(project, "a").dependsOn())
                .extracting(NodeId::value)
                .containsExactly("model.shop.dim.v2");
        assertThat(ProjectFolder.node(project, "b").dependsOn())
                .extracting(NodeId::value)
                .containsExactly("model.shop.dim.v1");
        Node.Model one = ProjectFolder.model(project, "model.shop.dim.v1");
        assertThat(one.build().relation().plain()).isEqualTo("dev.dim_v1");
        assertThat(one.build().columns()).extracting(c -> c.name().name()).containsExactly("id");
        assertThat(project.nodes().keySet())
                .extracting(NodeId::value)
                .anyMatch(id -> id.startsWith("test.shop.unique_dim_v1_id."))
                .anyMatch(id -> id.startsWith("test.shop.unique_dim_v2_id."));
    }

    @Test
    void genericTestsAreNamedAsDbtNamesThem() {
        Project project = shop().file(
                        "models/t.yml",
                        "models:",
                        "  - name: s",
                        "    data_tests:",
                        "      - expression_is_true: { expression: 'amount > 0', name: positive }",
                        "    columns:",
                        "      - name: status",
                        "        data_tests:",
                        "          - not_null",
                        "          - accepted_values: { arguments: { values: [placed, shipped], quote: false }, config: { severity: warn } }",
                        "          - accepted_values: { values: [a_very_long_value_that_goes_on, and_another_one_that_is_long_too] }",
                        "          - relationships: { to: ref('r'), field: id, where: \"status <> 'x'\" }",
                        "sources:",
                        "  - { name: w, tables: [{ name: t, columns: [{ name: c, data_tests: [unique] }] }] }")
                .parse();
        assertThat(project.nodes().values().stream()
                        .filter(Node.DataTest.class::isInstance)
                        .map(Node::name))
                .containsExactlyInAnyOrder(
                        "positive",
                        "not_null_s_status",
                        "accepted_values_s_status__False__placed__shipped",
                        "accepted_values_s_status__a_very_long_value_that_goes_on__and_another_one_that_is_long_too",
                        "relationships_s_status__id__ref_r_",
                        "source_unique_w_t_c");
        Node.DataTest warns =
                (Node.DataTest) ProjectFolder.node(project, "accepted_values_s_status__False__placed__shipped");
        assertThat(warns.rules().severity()).isEqualTo(Node.TestSeverity.WARN);
        assertThat(warns.id().value())
                .matches("test\\.shop\\.accepted_values_s_status__False__placed__shipped\\.[0-9a-f]{10}");
        Node.DataTest relationships = (Node.DataTest) ProjectFolder.node(project, "relationships_s_status__id__ref_r_");
        assertThat(relationships.dependsOn()).extracting(NodeId::value).containsExactly("model.shop.s", "model.shop.r");
        assertThat(relationships.rules().where()).hasValue("status <> 'x'");
        assertThat(((Node.TestBody.Generic) relationships.body()).arguments()).containsEntry("to", "ref('r')");
    }

    @Test
    void longTestNamesAreStoredUnderAHash() {
        TestNames.Names names = TestNames.of(
                "accepted_values",
                "orders_with_a_long_name",
                java.util.Map.of("column_name", "status", "values", java.util.List.of("one", "two", "three")));
        assertThat(names.full()).isEqualTo("accepted_values_orders_with_a_long_name_status__one__two__three");
        assertThat(names.full()).hasSize(63);
        assertThat(names.alias()).isEqualTo(names.full());
        TestNames.Names longer = TestNames.of(
                "accepted_values",
                "orders_with_a_long_name",
                java.util.Map.of("column_name", "status", "values", java.util.List.of("one", "two", "three", "4")));
        assertThat(longer.alias()).startsWith("accepted_values_orders_with_a__").hasSize(63);
    }

    @Test
    void aTestOfTheProjectMayConfigureItselfAndReadOthers() {
        Project project = shop().file(
                        "tests/generic/g.ftl",
                        "<#macro test_fits model column_name=\"\"><@config severity='warn' limit=3 />",
                        "select * from ${model} as m join ${ref('r')} as r on true</#macro>")
                .file(
                        "models/t.yml",
                        "models:",
                        "  - { name: s, columns: [{ name: a, data_tests: [fits, { fits: { limit: 9, name: more } }] }] }")
                .parse();
        Node.DataTest test = (Node.DataTest) ProjectFolder.node(project, "fits_s_a");
        assertThat(test.rules().severity()).isEqualTo(Node.TestSeverity.WARN);
        assertThat(test.rules().limit()).hasValue(3L);
        assertThat(test.dependsOn()).extracting(NodeId::value).containsExactly("model.shop.s", "model.shop.r");
        assertThat(((Node.DataTest) ProjectFolder.node(project, "more")).rules().limit())
                .hasValue(9L);
    }

    @Test
    void variablesOfTheProjectsOwnNameAndOfTheCommandLineWin() {
        assertThat(ProjectFolder.in(root, "vars: { a: 1, b: 1, c: 1, shop: { b: 2, c: 2 } }")
                        .var("c", 3)
                        .parse()
                        .vars())
                .containsEntry("a", 1)
                .containsEntry("b", 2)
                .containsEntry("c", 3)
                .hasSize(3);
    }

    @Test
    void hooksKeepTheirPlaceAndAddEdges() {
        Project project = shop().file(
                        "models/p.yml",
                        "models:",
                        "  - name: m",
                        "    config:",
                        "      post_hook: { sql: 'insert into log select 1 from ${ref(\"s\")}', transaction: false }")
                .parse();
        Node.Model model = ProjectFolder.model(project, "m");
        assertThat(model.build().postHooks())
                .extracting(hook -> hook.place())
                .containsExactly(dev.ashlar.manifest.Hook.Place.OUTSIDE_TRANSACTION);
    }

    @Test
    void aForeignKeyIsAnEdge() {
        Project project = shop().file("models/marts/n.sql", "select 1 as id")
                .file(
                        "models/p.yml",
                        "models:",
                        "  - name: m",
                        "    columns:",
                        "      - name: id",
                        "        constraints: [{ type: foreign_key, to: ref('n'), to_columns: [id] }, { type: not_null }]")
                .parse();
        assertThat(ProjectFolder.node(project, "m").dependsOn())
                .extracting(NodeId::value)
                .containsExactly("model.shop.s", "model.shop.n");
    }

    @Test
    void aUnitTestKnowsItsModelAndRows() {
        Project project = shop().file(
                        "models/u.yml",
                        "unit_tests:",
                        "  - name: adds",
                        "    model: m",
                        "    given:",
                        "      - { input: ref('s'), rows: [{ a: 1, b: null }] }",
                        "      - { input: this, format: csv, rows: \"a,b\\n1,\\\"x, y\\\"\\n2,\" }",
                        "    expect: { format: sql, rows: select 1 }")
                .parse();
        Node.UnitTest test = (Node.UnitTest) ProjectFolder.node(project, "adds");
        assertThat(test.id().value()).isEqualTo("unit_test.shop.m.adds");
        assertThat(test.given().get(0).rows().get(0)).containsEntry("a", 1).containsEntry("b", null);
        assertThat(test.given().get(1).rows()).hasSize(2);
        assertThat(test.given().get(1).rows().get(0)).containsEntry("b", "x, y");
        assertThat(test.given().get(1).rows().get(1)).containsEntry("b", null);
        assertThat(test.expect().sql()).hasValue("select 1");
    }
}
