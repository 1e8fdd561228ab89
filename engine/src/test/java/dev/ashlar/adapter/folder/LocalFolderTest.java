package dev.ashlar.adapter.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.port.FilePlace.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFolderTest {
    @TempDir
    Path folder;

    @BeforeEach
    void someFiles() throws IOException {
        for (String path : List.of(
                "project/landing/2026-01-01/a.csv", "project/landing/2026-01-02/a.csv", "data/b.csv", "data/c.txt")) {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), "x");
        }
    }

    private List<String> labels(String pattern) throws IOException {
        return new LocalFolder(folder.resolve("project"), pattern)
                .list().files().stream().map(StoredFile::label).toList();
    }

    @Test
    void findsFilesBelowTheProjectByPath() throws IOException {
        assertThat(labels("landing/*/a.csv")).containsExactly("landing/2026-01-01/a.csv", "landing/2026-01-02/a.csv");
        assertThat(labels("./landing/2026-01-01/a.csv")).containsExactly("landing/2026-01-01/a.csv");
    }

    @Test
    void findsFilesBesideTheProject() throws IOException {
        assertThat(labels("../data/*.csv"))
                .containsExactly(folder.resolve("data/b.csv").toString());
    }

    @Test
    void findsFilesByAnAbsolutePathThatGoesUpAgain() throws IOException {
        assertThat(labels(folder.resolve("project") + "/../data/*.csv"))
                .containsExactly(folder.resolve("data/b.csv").toString());
    }

    @Test
    void findsNothingWhereThereIsNothing() throws IOException {
        assertThat(labels("nowhere/*.csv")).isEmpty();
        assertThat(labels("landing/*/z.csv")).isEmpty();
    }
}
