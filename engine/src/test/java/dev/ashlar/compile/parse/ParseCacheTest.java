package dev.ashlar.compile.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.compile.ProjectFolder;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import dev.ashlar.port.ParseCache;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project parsed twice, with one change between: the second parse must see it. */
class ParseCacheTest {
    @TempDir
    private Path root;

    private ProjectFolder folder;
    private final Remembering cache = new Remembering();

    private static final class Remembering implements ParseCache {
        private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
        private int stored;

        @Override
        public Optional<byte[]> find(String name) {
            return Optional.ofNullable(contents.get(name));
        }

        @Override
        public void store(String name, byte[] content) {
            contents.put(name, content);
            stored++;
        }
    }

    @BeforeEach
    void start() {
        folder = ProjectFolder.in(root, "vars: { wanted: view }")
                .file("models/a.sql", "select 1 as id")
                .file("models/b.sql", "select 1 as id")
                .file(
                        "models/m.sql",
                        "<@config materialized=var('wanted') alias=env_var('ALIAS', 'none') tags=[tag()] meta={'doc': doc('d')} />",
                        "select * from ${ref(var('parent', 'a'))}",
                        "<#if is_incremental()>where x in (select 1 from ${ref('b')})</#if>")
                .file(
                        "models/p.yml",
                        "models:",
                        "  - name: m",
                        "    description: first",
                        "    data_tests: [{unique: {column_name: id}}]")
                .file("models/d.md", "<#docs d>", "first", "</#docs>")
                .file("macros/m.ftl", "<#function tag><#return 'first'></#function>")
                .cached(cache);
    }

    private static String seen(Project project) {
        Node.Model model = ProjectFolder.model(project, "m");
        return model.materialization().word() + " " + model.build().relation().identifier() + " "
                + model.header().tags() + " " + model.header().meta() + " "
                + model.header().description() + " "
                + model.dependsOn() + " " + project.nodes().size();
    }

    private void changes(Consumer<ProjectFolder> change, String from, String to) {
        assertThat(seen(folder.parse())).contains(from).doesNotContain(to);
        assertThat(seen(folder.parse())).contains(from);
        change.accept(folder);
        assertThat(seen(folder.parse()))
                .contains(to)
                .isEqualTo(seen(folder.cached(ParseCache.NONE).parse()));
    }

    @Test
    void anUnchangedProjectIsTheSameAndWritesNothing() {
        Project first = folder.parse();
        assertThat(cache.stored).isEqualTo(2);
        Project again = folder.parse();
        assertThat(again.nodes()).isEqualTo(first.nodes());
        assertThat(cache.stored).isEqualTo(2);
    }

    @Test
    void aChangedTemplateIsSeen() {
        changes(f -> f.file("models/m.sql", "<@config materialized='table' />select 1"), "view", "table");
    }

    @Test
    void aChangedMacroIsSeen() {
        changes(f -> f.file("macros/m.ftl", "<#function tag><#return 'second'></#function>"), "[first]", "[second]");
    }

    @Test
    void aChangedVariableIsSeen() {
        changes(f -> f.var("wanted", "table"), "view", "table");
    }

    @Test
    void aVariableThatWasMissingIsSeen() {
        changes(f -> f.var("parent", "b"), "model.shop.a", "[model.shop.b]");
    }

    @Test
    void aChangedEnvironmentVariableIsSeen() {
        changes(f -> f.env("ALIAS", "other"), "none", "other");
    }

    @Test
    void aChangedDocBlockIsSeen() {
        changes(f -> f.file("models/d.md", "<#docs d>", "second", "</#docs>"), "doc=first", "doc=second");
    }

    @Test
    void changedPropertiesAreSeen() {
        changes(
                f -> f.file("models/p.yml", "models:", "  - name: m", "    description: second"),
                "first [",
                "second [");
    }

    @Test
    void aProjectFileThatChangedIsSeen() {
        changes(f -> f.file("ashlar.yml", "name: shop", "vars: { wanted: table }"), "view", "table");
    }

    @Test
    void whatTheEnvironmentAnsweredIsNotWritten() {
        folder.env("PIN", "hunter2hunter2")
                .file("models/a.sql", "<#if env_var('PIN') == 'x'>select 2<#else>select 1</#if>")
                .parse();
        assertThat(cache.contents).hasSize(2);
        assertThat(cache.contents.values())
                .allSatisfy(
                        content -> assertThat(new String(content, ISO_8859_1)).doesNotContain("hunter2hunter2"));
        assertThat(cache.contents.values())
                .anySatisfy(
                        content -> assertThat(new String(content, ISO_8859_1)).contains("PIN"));
    }

    @Test
    void whatTheCacheCannotMakeSenseOfIsFoundOutAgain() {
        String seen = seen(folder.parse());
        for (String name : cache.contents.keySet()) {
            byte[] content = cache.contents.get(name);
            for (int i = 0; i < content.length; i += 7) {
                byte[] cut = java.util.Arrays.copyOf(content, i);
                cache.contents.put(name, cut);
                assertThat(seen(folder.parse())).isEqualTo(seen);
            }
        }
    }
}
