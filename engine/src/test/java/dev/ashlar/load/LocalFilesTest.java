package dev.ashlar.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
    @TempDir
    Path folder;

    private LocalFiles files;

    @BeforeEach
    void someFiles() throws IOException {
        for (String path : List.of(
                "project/landing/2026-01-01/a.csv", "project/landing/2026-01-02/a.csv", "data/b.csv", "data/c.txt")) {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), "x");
        }
        files = new LocalFiles(folder.resolve("project"));
    }

    private List<String> labels(String pattern) {
        return files.matching(pattern).stream().map(LocalFiles.Found::label).toList();
    }

    @Test
    void findsFilesBelowTheProjectByPath() {
        assertThat(labels("landing/*/a.csv")).containsExactly("landing/2026-01-01/a.csv", "landing/2026-01-02/a.csv");
        assertThat(labels("./landing/2026-01-01/a.csv")).containsExactly("landing/2026-01-01/a.csv");
    }

    @Test
    void findsFilesBesideTheProject() {
        assertThat(labels("../data/*.csv"))
                .containsExactly(folder.resolve("data/b.csv").toString());
    }

    @Test
    void findsFilesByAnAbsolutePathThatGoesUpAgain() {
        assertThat(labels(folder.resolve("project") + "/../data/*.csv"))
                .containsExactly(folder.resolve("data/b.csv").toString());
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertThat(labels("nowhere/*.csv")).isEmpty();
        assertThat(labels("landing/*/z.csv")).isEmpty();
    }
}
