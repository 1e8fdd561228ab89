package dev.ashlar.compile.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.compile.ProjectFolder;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigPrecedenceTest {
    @TempDir
    private Path root;

    private static final String[] LEVELS = {
        "layers:",
        "  marts: { timeout: 1s, tags: [layer], meta: { from: layer, layer: 1 }, pre_hook: select 'layer',",
        "           grants: { select: [layer] } }",
        "models:",
        "  +timeout: 2s",
        "  shop:",
        "    +timeout: 3s",
        "    marts:",
        "      +timeout: 4s",
        "      +tags: folder",
        "      +pre_hook: [select 'folder']",
        "      +meta: { from: folder, folder: 1 }",
        "      deep:",
        "        timeout: 5s",
        "        +grants: { +select: [deep] }",
    };

    private ProjectFolder levels() {
        return ProjectFolder.in(root, LEVELS)
                .file("models/marts/shallow.sql", "select 1")
                .file("models/marts/deep/a.sql", "select 1")
                .file("models/marts/deep/b.sql", "select 1")
                .file(
                        "models/marts/deep/c.sql",
                        "<@config timeout='7s' tags=['file'] meta={'from': 'file'} pre_hook=\"select 'file'\" grants={'select': ['file']} />",
                        "select 1")
                .file(
                        "models/marts/deep/p.yml",
                        "models:",
                        "  - name: b",
                        "    config: { timeout: 6s, tags: [properties] }",
                        "  - name: c",
                        "    config: { timeout: 6s, tags: [properties], meta: { from: properties, properties: 1 } }");
    }

    private Node.Model model(String name) {
        return ProjectFolder.model(levels().parse(), name);
    }

    @Test
    void theStrongestLevelWins() {
        assertThat(model("shallow").build().conduct().timeout()).hasToString("Optional[PT4S]");
        assertThat(model("a").build().conduct().timeout()).hasToString("Optional[PT5S]");
        assertThat(model("b").build().conduct().timeout()).hasToString("Optional[PT6S]");
        assertThat(model("c").build().conduct().timeout()).hasToString("Optional[PT7S]");
        assertThat(levels().warnings()).isEmpty();
    }

    @Test
    void tagsMetaAndHooksAddUp() {
        Node.Model c = model("c");
        assertThat(c.header().tags()).containsExactly("file", "folder", "layer", "properties");
        assertThat(c.header().meta()).isEqualTo(Map.of("from", "file", "layer", 1, "folder", 1, "properties", 1));
        assertThat(c.build().preHooks())
                .extracting(Hook::sql)
                .containsExactly("select 'layer'", "select 'folder'", "select 'file'");
    }

    @Test
    void grantsReplaceUnlessThePrivilegeIsAdded() {
        assertThat(model("shallow").build().grants()).isEqualTo(Map.of("select", List.of("layer")));
        assertThat(model("a").build().grants()).isEqualTo(Map.of("select", List.of("layer", "deep")));
        assertThat(model("c").build().grants()).isEqualTo(Map.of("select", List.of("file")));
    }

    @Test
    void aFlagOfTheCommandLineIsStrongest() {
        ProjectFolder folder = levels().file(
                        "models/marts/tests.yml",
                        "models:",
                        "  - name: shallow",
                        "    columns: [{ name: id, data_tests: [{ unique: { store_failures: false } }] }]");
        Node.DataTest quiet = (Node.DataTest) ProjectFolder.node(folder.parse(), "unique_shallow_id");
        assertThat(quiet.rules().storeFailures()).isEmpty();
        Node.DataTest stored = (Node.DataTest)
                ProjectFolder.node(folder.flag("store_failures", true).parse(), "unique_shallow_id");
        assertThat(stored.rules().storeFailures().orElseThrow().relation().plain())
                .isEqualTo("dev_marts_failures.unique_shallow_id");
    }

    @Test
    void aFolderThatDoesNotExistIsAWarning() {
        ProjectFolder folder = ProjectFolder.in(root, "models: { shop: { stagign: { +tags: [a] } } }")
                .file("models/staging/a.sql", "select 1");
        folder.parse();
        assertThat(folder.warnings())
                .containsExactly(
                        "ashlar.yml:2:28 The configuration of 'shop/stagign' in ashlar.yml applies to nothing: "
                                + "no model stands there. Did you mean 'shop/staging'?");
    }

    @Test
    void aMisspeltKeyOfAFolderIsAnError() {
        assertThat(ProjectFolder.in(root, "models: { shop: { +materialised: view, tabs: 4 } }")
                        .errors())
                .containsExactly(
                        "ashlar.yml:2:19 Unknown configuration key 'materialised' in folder 'shop' of ashlar.yml. "
                                + "Did you mean 'materialized'?",
                        "ashlar.yml:2:40 Unknown configuration key 'tabs' in folder 'shop' of ashlar.yml. "
                                + "Did you mean 'tags'?");
    }

    @Test
    void foldersStandBelowTheProjectsName() {
        assertThat(ProjectFolder.in(root, "models: { staging: { +tags: [a] } }").errors())
                .containsExactly(
                        "ashlar.yml:2:20 'staging' is not this project: folders stand below the project's name, "
                                + "'shop'. Put 'shop:' above it and indent it.");
    }

    @Test
    void layoutOfOtherEnginesIsNotedOnce() {
        ProjectFolder folder = ProjectFolder.in(root)
                .file("models/a.sql", "<@config dist='id' indexes=[{'columns': ['id']}] />select 1 as id")
                .file("models/b.sql", "<@config dist='all' />select 1 as id");
        Node.Model a = ProjectFolder.model(folder.parse(), "a");
        assertThat(a.build().layout().values()).containsOnlyKeys("indexes");
        assertThat(folder.notes()).containsExactly("'dist' is ignored on duckdb, which has no such layout (2 nodes).");
        assertThat(folder.warnings()).isEmpty();
    }

    @Test
    void textsOfProjectAndPropertiesAreTemplates() {
        ProjectFolder folder = ProjectFolder.in(
                        root, "vars: { on: true, who: ada }", "models: { shop: { +enabled: '${var(\"on\")}' } }")
                .file("models/a.sql", "select 1")
                .file(
                        "models/p.yml",
                        "models:",
                        "  - name: a",
                        "    config: { alias: 'a_${env_var(\"WHO\", var(\"who\"))}' }");
        assertThat(ProjectFolder.model(folder.parse(), "a").build().relation().plain())
                .isEqualTo("dev.a_ada");
        assertThat(folder.var("on", false).parse().nodes()).isEmpty();
    }
}
