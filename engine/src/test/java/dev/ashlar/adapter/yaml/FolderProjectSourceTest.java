package dev.ashlar.adapter.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.port.ProjectSource.FileEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderProjectSourceTest {
    @TempDir
    private Path temp;

    private Path root;
    private FolderProjectSource source;

    @BeforeEach
    void start() throws IOException {
        root = Files.createDirectories(temp.resolve("project"));
        source = new FolderProjectSource(root);
    }

    private void write(String path, byte[] content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    @Test
    void listsFilesSortedAndLeavesOutWhatTheEngineWrites() throws IOException {
        for (String path :
                new String[] {"models/b.sql", "models/a/x y.sql", "models/ä.sql", "target/c.sql", ".ashlar/d"}) {
            write(path, new byte[0]);
        }
        assertThat(source.files("."))
                .extracting(FileEntry::path)
                .containsExactly("models/a/x y.sql", "models/b.sql", "models/ä.sql");
        assertThat(source.files("seeds")).isEmpty();
    }

    @Test
    void aByteOrderMarkIsNoText() throws IOException {
        write("a.sql", "\uFEFFselect 1".getBytes(UTF_8));
        assertThat(source.read("a.sql")).isEqualTo("select 1");
    }

    @Test
    void binaryFilesAreRefusedWithTheirPlace() throws IOException {
        write("models/a.sql", "select\n1\0".getBytes(UTF_8));
        assertThatThrownBy(() -> source.read("models/a.sql"))
                .hasMessage("models/a.sql:2:2 This is no text: it holds a NUL byte. "
                        + "Take binary files out of the folder, or save the file as UTF-8.");
    }

    @Test
    void otherEncodingsAreRefusedWithTheirPlace() throws IOException {
        write("models/a.sql", new byte[] {'a', '\n', 'b', (byte) 0xE4, 'c'});
        assertThatThrownBy(() -> source.read("models/a.sql"))
                .hasMessage("models/a.sql:2:2 This is not UTF-8: byte 0xE4. Save the file as UTF-8.");
    }

    @Test
    void aModelOfTenMegabytesIsRefused() throws IOException {
        write("models/a.sql", new byte[10 * 1024 * 1024]);
        assertThatThrownBy(() -> source.read("models/a.sql"))
                .hasMessage("models/a.sql The file has 10 MB; at most 1 MB are read. "
                        + "Keep data out of templates: make it a seed or a loaded source.");
    }

    @Test
    void missingFilesAreNamedAsTheUserKnowsThem() {
        assertThatThrownBy(() -> new FolderProjectSource(root, "../").read("profiles.yml"))
                .hasMessage("../profiles.yml Cannot be read: there is no such file. "
                        + "Check that the file exists and that you may read it.");
    }

    @Test
    void pathsThatLeaveTheProjectAreRefused() {
        assertThatThrownBy(() -> source.read("../secret.sql"))
                .hasMessage("../secret.sql This path leads out of the project folder. "
                        + "Copy the file into the project; what a build reads must be part of it.");
        assertThatThrownBy(() -> source.find("a\0b")).hasMessageContaining("is no path");
    }

    @Test
    void linksThatLeaveTheProjectAreRefusedAndOthersFollowed() throws IOException {
        Files.writeString(temp.resolve("outside.sql"), "select 1");
        write("models/in.sql", "select 2".getBytes(UTF_8));
        Files.createSymbolicLink(root.resolve("models/inside.sql"), root.resolve("models/in.sql"));
        assertThat(source.files("models"))
                .extracting(FileEntry::path)
                .containsExactly("models/in.sql", "models/inside.sql");

        Files.createSymbolicLink(root.resolve("models/out.sql"), temp.resolve("outside.sql"));
        assertThatThrownBy(() -> source.files("models"))
                .hasMessageStartingWith("models/out.sql This path leads out of the project folder.");
        assertThatThrownBy(() -> source.find("models/out.sql"))
                .hasMessageStartingWith("models/out.sql This path leads out of the project folder.");
    }

    @Test
    void aCircleOfLinksIsNamed() throws IOException {
        Files.createDirectories(root.resolve("models/a"));
        Files.createSymbolicLink(root.resolve("models/a/again"), root.resolve("models"));
        assertThatThrownBy(() -> source.files("models")).hasMessageStartingWith("models/a/again Cannot be read: ");
    }
}
