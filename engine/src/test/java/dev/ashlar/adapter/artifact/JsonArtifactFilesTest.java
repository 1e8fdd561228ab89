package dev.ashlar.adapter.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files the store writes and removes, and which it leaves alone. */
class JsonArtifactFilesTest {
    @TempDir
    Path folder;

    private Path target;
    private JsonArtifactStore store;

    @BeforeEach
    void open() {
        target = folder.resolve("target");
        store = reopened();
    }

    private JsonArtifactStore reopened() {
        return new JsonArtifactStore(
                folder,
                target,
                "duckdb",
                "0.1.0",
                Clock.fixed(SampleProject.NOW, ZoneOffset.UTC),
                text -> text.replace("hunter2", "*****"));
    }

    private void manifest() {
        store.writeManifest(
                SampleProject.project(), SampleProject.INVOCATION, Map.of(SampleProject.ORDERS, "select 1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model.shop.orders | models/staging/orders.sql | target/compiled/shop/models/staging/orders.sql",
                "test.shop.unique_id.1a | models/properties.yml/unique_id.sql | target/compiled/shop/models/properties.yml/unique_id.sql",
                "seed.shop.c | seeds/c.csv | target/compiled/shop/seeds/c.csv.sql",
                "model.shop.ü b | models/ü b.sql | target/compiled/shop/models/ü b.sql",
            })
    void writesCompiledSqlWhereItsSourceStands(String id, String path, String expected) throws IOException {
        NodeId node = RunJournal.id(id).orElseThrow();
        assertThat(store.writeCompiled(node, path, "select 1")).isEqualTo(expected);
        assertThat(folder.resolve(expected)).hasContent("select 1\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../../outside.sql",
                "/etc/passwd",
                "models/../../../x.sql",
                "C:\\x\\y.sql",
                "models/a:b?.sql",
                "models/con.sql",
                "..",
                "models/a..",
            })
    void neverLeavesItsFolder(String path) throws IOException {
        Path written = folder.resolve(store.writeRun(SampleProject.ORDERS, path, "select 1"))
                .normalize();
        assertThat(written).isRegularFile().startsWith(target.resolve("run/shop"));
        assertThat(written.toString()).endsWith(".sql");
    }

    @Test
    void writesCompiledSqlAgainOnlyWhenItIsAnother() throws IOException {
        Path written = folder.resolve(store.writeCompiled(SampleProject.ORDERS, "models/orders.sql", "select 1"));
        FileTime longAgo = FileTime.from(SampleProject.NOW);
        Files.setLastModifiedTime(written, longAgo);

        store.writeCompiled(SampleProject.ORDERS, "models/orders.sql", "select 1");
        assertThat(Files.getLastModifiedTime(written)).isEqualTo(longAgo);

        store.writeCompiled(SampleProject.ORDERS, "models/orders.sql", "select 2");
        assertThat(written).hasContent("select 2");
    }

    @Test
    void keepsUnsafeAndOverlongNamesApart() {
        String longName = "x".repeat(300);
        assertThat(List.of(
                        store.writeRun(SampleProject.ORDERS, "models/a?b.sql", "1"),
                        store.writeRun(SampleProject.ORDERS, "models/a*b.sql", "2"),
                        store.writeRun(SampleProject.ORDERS, "models/" + longName + "1.sql", "3"),
                        store.writeRun(SampleProject.ORDERS, "models/" + longName + "2.sql", "4")))
                .doesNotHaveDuplicates();
    }

    @Test
    void leavesTheOldFileAloneWhenTheNewOneCannotBeWritten() throws IOException {
        manifest();
        byte[] before = Files.readAllBytes(target.resolve("manifest.json"));
        JsonArtifactStore broken = new JsonArtifactStore(
                folder, target, "duckdb", "0.1.0", Clock.fixed(SampleProject.NOW, ZoneOffset.UTC), text -> {
                    if (text.equals("select 1")) throw new IllegalStateException("in the middle");
                    return text;
                });
        assertThatThrownBy(() -> broken.writeManifest(
                        SampleProject.project(), SampleProject.INVOCATION, Map.of(SampleProject.ORDERS, "select 1")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(target.resolve("manifest.json")).hasBinaryContent(before);
        try (Stream<Path> files = Files.list(target)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void saysWhatIsWrongWithTheFolder() throws IOException {
        Files.writeString(target, "a file in the way");
        assertThatThrownBy(this::manifest)
                .isInstanceOf(DiagnosticException.class)
                .hasMessage(
                        "Cannot write " + target.resolve("manifest.json") + ": a file stands where a folder is needed."
                                + " Check that there is room on the disk and that the folder may be written to.");
    }

    @Test
    void emptiesTheFolderWithoutFollowingLinks() throws IOException {
        manifest();
        store.writeCompiled(SampleProject.ORDERS, "models/orders.sql", "select 1");
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "x");
        Files.createSymbolicLink(target.resolve("link"), outside);
        store.empty();
        assertThat(target).isEmptyDirectory();
        assertThat(outside.resolve("precious")).exists();
    }

    @Test
    void refusesToEmptyAFolderThatHoldsTheProject() {
        JsonArtifactStore careless =
                new JsonArtifactStore(folder, folder, "duckdb", "0.1.0", Clock.systemUTC(), text -> text);
        assertThatThrownBy(careless::empty)
                .hasMessage(
                        "Cannot empty " + folder + ": the project itself lies in it. Choose a folder for artifacts that"
                                + " holds nothing else (--target-path).");
    }
}
